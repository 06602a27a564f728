/** The door `myelin/webpack`. */
import type { WebpackPluginInstance } from 'webpack';
import type { UserOptions } from '../options.js';
import { unplugin } from './unplugin.js';

export default function myelin(options?: UserOptions): WebpackPluginInstance {
  return unplugin.webpack(options) as WebpackPluginInstance;
}
