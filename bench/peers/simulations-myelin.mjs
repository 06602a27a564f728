// W3 and W4 by our runner, with spikes recorded; compiled by our plugin from ../myelin/simulations.ts.
import { math } from 'myelin';
import { coba, cobaPotentials, cobaTargets, firstPotentials, hodgkinHuxley, measureSimulation } from '../simulation-data.mjs';
import { startCells, startNetwork } from '../../build/bench/simulations.js';

await measureSimulation('Myelin', 'W3', (dtype) => {
  math.setFloat(dtype);
  return startCells(math.array(firstPotentials(dtype)), hodgkinHuxley.dt, hodgkinHuxley.current);
});

await measureSimulation('Myelin', 'W4', (dtype) => {
  math.setFloat(dtype);
  const connections = Array.from(cobaTargets(), (target, k) => [Math.floor(k / coba.targets), target]);
  return startNetwork({ ...coba, V: math.array(cobaPotentials(dtype)), connections });
});
