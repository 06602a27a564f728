/** The door `myelin/rollup`. */
import type { Plugin } from 'rollup';
import type { UserOptions } from '../options.js';
import { unplugin } from './unplugin.js';

export default function myelin(options?: UserOptions): Plugin {
  return unplugin.rollup(options) as Plugin;
}
