/** The door `myelin/rspack`. */
import type { RspackPluginInstance } from '@rspack/core';
import type { UserOptions } from '../options.js';
import { unplugin } from './unplugin.js';

export default function myelin(options?: UserOptions): RspackPluginInstance {
  return unplugin.rspack(options) as RspackPluginInstance;
}
