/** The door `myelin/esbuild`. */
import type { Plugin } from 'esbuild';
import type { UserOptions } from '../options.js';
import { unplugin } from './unplugin.js';

export default function myelin(options?: UserOptions): Plugin {
  return unplugin.esbuild(options) as Plugin;
}
