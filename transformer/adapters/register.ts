/** `node --import myelin/register file.ts`: runs a TypeScript program at once, compiled as a bundler would. */
import { register } from 'node:module';

// Stack traces then name lines of the user's file.
process.setSourceMapsEnabled(true);
register('./register-hooks.js', import.meta.url);
