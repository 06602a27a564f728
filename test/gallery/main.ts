/** Runs every program of this folder, both ways, and prints their outcomes as one line of JSON. */
import { compare, type Outcome } from './simulation.js';
import { cann } from './cann.js';
import { hodgkinHuxley } from './hodgkin-huxley.js';
import { jansenRit } from './jansen-rit.js';

const outcomes: Record<string, Outcome> = { cann: compare(cann), hodgkinHuxley: compare(hodgkinHuxley), jansenRit: compare(jansenRit) };
console.log(JSON.stringify(outcomes));
