/** The door `myelin/vite`. */
import type { Plugin } from 'vite';
import type { UserOptions } from '../options.js';
import { unplugin } from './unplugin.js';

export default function myelin(options?: UserOptions): Plugin {
  return unplugin.vite(options) as Plugin;
}
