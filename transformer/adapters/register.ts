/** `node --import myelin/register file.ts`: runs a TypeScript program at once, compiled as a bundler would. */
import * as nodeModule from 'node:module';
import { load, resolve } from './register-hooks.js';

// Stack traces then name lines of the user's file.
process.setSourceMapsEnabled(true);
// The older way runs hooks in a thread of their own, and warns from Node 26 on; the newer one came with 22.15.
const { registerHooks } = nodeModule as Partial<typeof nodeModule>;
if (registerHooks !== undefined) registerHooks({ resolve, load });
else nodeModule.register('./register-hooks.js', import.meta.url);
