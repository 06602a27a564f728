/** The door `myelin/rolldown`. */
import type { Plugin } from 'rolldown';
import type { UserOptions } from '../options.js';
import { unplugin } from './unplugin.js';

export default function myelin(options?: UserOptions): Plugin {
  return unplugin.rolldown(options) as Plugin;
}
