/** Runs every program of this folder, both ways, and prints their outcomes as one line of JSON. */
import { compare, type Outcome } from './simulation.js';
import { adEx } from './ad-ex.js';
import { cann } from './cann.js';
import { cobaHH } from './coba-hh.js';
import { decisionRates } from './decision-rates.js';
import { chua, fractionalLorenz } from './fractional.js';
import { hodgkinHuxley } from './hodgkin-huxley.js';
import { hopfield } from './hopfield.js';
import { ikeda } from './ikeda.js';
import { jansenRit } from './jansen-rit.js';
import { mackeyGlass } from './mackey-glass.js';
import { pituitary } from './pituitary.js';
import { workingMemory } from './working-memory.js';
import { fastResponse } from './fast-response.js';
import { gamma } from './gamma.js';
import { multiArea } from './multi-area.js';
import { reliability } from './reliability.js';
import { synfire } from './synfire.js';
import { thalamus } from './thalamus.js';
import { antisynchrony } from './antisynchrony.js';
import { balanced, balancedPattern } from './balanced.js';
import { cortex } from './cortex.js';
import { flexibleMemory } from './flexible-memory.js';
import { robustTiming } from './robust-timing.js';
import { brunelHakim, fastOscillation } from './brunel-hakim.js';
import { chaos } from './chaos.js';
import { force } from './force.js';
import { gapNetwork } from './gap-network.js';
import { sheet } from './sheet.js';
import { tracking } from './tracking.js';
import { libraryCells, wangBuzsaki } from './wang-buzsaki.js';
import { noisyBrain, oscillators, wholeBrain } from './whole-brain.js';

const outcomes: Record<string, Outcome> = {
  adEx: compare(adEx), cann: compare(cann), hodgkinHuxley: compare(hodgkinHuxley), jansenRit: compare(jansenRit),
  mackeyGlass: compare(mackeyGlass), pituitary: compare(pituitary), workingMemory: compare(workingMemory),
  decisionRates: compare(decisionRates), cobaHH: compare(cobaHH), ikeda: compare(ikeda), fractionalLorenz: compare(fractionalLorenz), chua: compare(chua),
  hopfield: compare(hopfield), thalamus: compare(thalamus), synfire: compare(synfire), reliability: compare(reliability), multiArea: compare(multiArea), gamma: compare(gamma), fastResponse: compare(fastResponse),
  wholeBrain: compare(wholeBrain), noisyBrain: compare(noisyBrain), oscillators: compare(oscillators), wangBuzsaki: compare(wangBuzsaki), libraryCells: compare(libraryCells),
  brunelHakim: compare(brunelHakim), fastOscillation: compare(fastOscillation), gapNetwork: compare(gapNetwork), tracking: compare(tracking), sheet: compare(sheet), force: compare(force), chaos: compare(chaos),
  balanced: compare(balanced), balancedPattern: compare(balancedPattern), antisynchrony: compare(antisynchrony), flexibleMemory: compare(flexibleMemory), robustTiming: compare(robustTiming), cortex: compare(cortex),
};
console.log(JSON.stringify(outcomes));
