/** Runs every program of this folder, both ways, and prints their outcomes as one line of JSON. */
import { compare, type Outcome } from './simulation.js';
import { adEx } from './ad-ex.js';
import { cann } from './cann.js';
import { hodgkinHuxley } from './hodgkin-huxley.js';
import { jansenRit } from './jansen-rit.js';
import { mackeyGlass } from './mackey-glass.js';
import { pituitary } from './pituitary.js';
import { workingMemory } from './working-memory.js';

const outcomes: Record<string, Outcome> = {
  adEx: compare(adEx), cann: compare(cann), hodgkinHuxley: compare(hodgkinHuxley), jansenRit: compare(jansenRit),
  mackeyGlass: compare(mackeyGlass), pituitary: compare(pituitary), workingMemory: compare(workingMemory),
};
console.log(JSON.stringify(outcomes));
