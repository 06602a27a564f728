// W3 and W4 in plain JavaScript: loops over typed arrays, fused by hand, with the equations and the order of myelin's models.
import { coba, cobaPotentials, cobaTargets, firstPotentials, hodgkinHuxley, measureSimulation } from '../simulation-data.mjs';

const arrayTypes = { float32: Float32Array, float64: Float64Array };
/** Each simulation gets functions of its own, and so type feedback of its own. */
const fresh = (fn) => new Function(`return ${fn}`)();

function stepCells(V, m, h, n, steps, dt, current) {
  const { exp, abs } = Math;
  let spikes = 0;
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < V.length; i++) {
      const v = V[i], mi = m[i], hi = h[i], ni = n[i];
      const xm = -(v + 40) / 10, xn = -(v + 55) / 10;
      const am = abs(xm) < 1e-5 ? 1 / (1 + xm / 2) : xm / (exp(xm) - 1);
      const an = 0.1 * (abs(xn) < 1e-5 ? 1 / (1 + xn / 2) : xn / (exp(xn) - 1));
      const bm = 4 * exp(-(v + 65) / 18), ah = 0.07 * exp(-(v + 65) / 20), bh = 1 / (1 + exp(-(v + 35) / 10)), bn = 0.125 * exp(-(v + 65) / 80);
      const gNa = 120 * mi * mi * mi * hi, gK = 36 * ni * ni * ni * ni, g = gNa + gK + 0.03;
      const d = -gNa * (v - 50) - gK * (v + 77) - 0.03 * (v + 54.387) + current;
      const next = v + d * (1 - exp(-dt * g)) / g;
      const sm = am + bm, sh = ah + bh, sn = an + bn;
      m[i] = mi + (am - sm * mi) * (1 - exp(-dt * sm)) / sm;
      h[i] = hi + (ah - sh * hi) * (1 - exp(-dt * sh)) / sh;
      n[i] = ni + (an - sn * ni) * (1 - exp(-dt * sn)) / sn;
      if (v < 20 && next >= 20) spikes++;
      V[i] = next;
    }
  }
  return spikes;
}

await measureSimulation('plain JS, fused by hand', 'W3', (dtype) => {
  const { dt, current } = hodgkinHuxley;
  const V = firstPotentials(dtype);
  const atRest = (alpha, beta) => V.map((v) => alpha(v) / (alpha(v) + beta(v)));
  const exprel = (x) => Math.expm1(x) / x;
  const m = atRest((v) => 1 / exprel(-(v + 40) / 10), (v) => 4 * Math.exp(-(v + 65) / 18));
  const h = atRest((v) => 0.07 * Math.exp(-(v + 65) / 20), (v) => 1 / (1 + Math.exp(-(v + 35) / 10)));
  const n = atRest((v) => 0.1 / exprel(-(v + 55) / 10), (v) => 0.125 * Math.exp(-(v + 65) / 80));
  const run = fresh(stepCells);
  return (steps) => run(V, m, h, n, steps, dt, current);
});

function stepNetwork({ V, gE, gI, wait, fired, targets, perCell, excitatory }, steps, dt) {
  const keptE = Math.exp(-dt / 5), keptI = Math.exp(-dt / 10), leak = 1 - Math.exp(-dt / 20);
  let spikes = 0;
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < V.length; i++) {
      gE[i] *= keptE;
      gI[i] *= keptI;
    }
    // The spikes of the step before arrive.
    for (let s = 0; s < fired.count; s++) {
      const i = fired.cells[s], from = i * perCell;
      if (i < excitatory) for (let k = from; k < from + perCell; k++) gE[targets[k]] += 0.6;
      else for (let k = from; k < from + perCell; k++) gI[targets[k]] += 6.7;
    }
    fired.count = 0;
    for (let i = 0; i < V.length; i++) {
      const v = V[i];
      if (wait[i] > 0) {
        wait[i]--;
        continue;
      }
      const next = v + leak * (-v - 60 + 20 - gE[i] * v + gI[i] * (-80 - v));
      if (next >= -50) {
        V[i] = -60;
        wait[i] = 50;
        fired.cells[fired.count++] = i;
      } else V[i] = next;
    }
    spikes += fired.count;
  }
  return spikes;
}

await measureSimulation('plain JS, fused by hand', 'W4', (dtype) => {
  const V = cobaPotentials(dtype);
  const make = () => new arrayTypes[dtype](V.length);
  const state = {
    V, gE: make(), gI: make(), wait: new Int32Array(V.length), fired: { cells: new Int32Array(V.length), count: 0 }, targets: cobaTargets(),
    perCell: coba.targets, excitatory: coba.excitatory,
  };
  const run = fresh(stepNetwork);
  return (steps) => run(state, steps, coba.dt);
});
