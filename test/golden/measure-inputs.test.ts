/** Inputs and measures against BrainPy (bench/golden/measure_inputs.py). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inputs, integrators, math as bm, measure, type NDArray } from '../../runtime/index.js';

interface Golden {
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly measures: Readonly<Record<string, unknown>>;
  readonly given: Readonly<Record<'spikes' | 'signal' | 'other' | 'x' | 'y' | 'w', never>>;
}

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'measure-inputs.json'), 'utf8')) as Golden;

bm.setFloat('float64');
integrators.setDt(0.1);
afterAll(() => { bm.setFloat('float32'); });

/** Differences come from the order of sums and the last bit of sin alone. */
function expectClose(got: unknown, wanted: unknown): void {
  const [a, b] = [[got], [wanted]].map((list) => list.flat(Infinity as 9)) as [number[], number[]];
  expect(a.length).toBe(b.length);
  b.forEach((value, i) => { expect(Math.abs(a[i]! - value), `item ${i}: ${a[i]}, not ${value}`).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value))); });
}

describe('inputs', () => {
  const made: Readonly<Record<string, () => NDArray>> = {
    section: () => inputs.sectionInput([0, 1.5, -2], [1, 0.5, 2]),
    constant: () => inputs.constantInput([[0, 1], [2.5, 0.5], [1, 1.5]])[0],
    spike: () => inputs.spikeInput([1, 2, 4], 0.5, [0.5, 1, 2], { duration: 6 }),
    ramp: () => inputs.rampInput(0.5, 3, 5, { tStart: 1, tEnd: 4 }),
    sinusoidal: () => inputs.sinusoidalInput(1.5, 50, 40, { tStart: 5 }),
    sinusoidalBias: () => inputs.sinusoidalInput(1.5, 50, 40, { bias: true }),
    square: () => inputs.squareInput(1.5, 50, 40, { tStart: 5, tEnd: 35 }),
    squareBias: () => inputs.squareInput(1.5, 50, 40, { bias: true }),
  };
  it.each(Object.keys(golden.inputs))('%s', (name) => { expectClose(made[name]!().toArray(), golden.inputs[name]); });

  it('sections with their whole duration', () => {
    const [current, duration] = inputs.sectionInput([0, 1.5, -2], [1, 0.5, 2], { returnLength: true });
    expect(duration).toBe(3.5);
    expectClose(current.toArray(), golden.inputs['section']);
  });
});

describe('measures', () => {
  const { spikes, signal, other, x, y, w } = golden.given;
  const times = bm.mul(bm.arange(200), 0.1);
  const connectivity = (of: never): NDArray => measure.functionalConnectivity(bm.array(of));
  const made: Readonly<Record<string, () => unknown>> = {
    // The box of 1 ms has 11 steps: BrainPy 2.6 divides their spikes by 1 ms, later versions and ours by the 1.1 ms that they take.
    firingRate: () => bm.mul(measure.firingRate(bm.array(spikes), 1, 0.1), 1.1).toArray(),
    rasterPlot: () => measure.rasterPlot(bm.array(spikes), times).map((one) => one.toArray()),
    crossCorrelation: () => measure.crossCorrelation(bm.array(spikes), 1, 0.1),
    voltageFluctuation: () => measure.voltageFluctuation(bm.array(signal)),
    functionalConnectivity: () => connectivity(signal).toArray(),
    matrixCorrelation: () => measure.matrixCorrelation(connectivity(signal), connectivity(other)),
    weightedCorrelation: () => measure.weightedCorrelation(bm.array(x), bm.array(y), bm.array(w)),
  };
  it.each(Object.keys(golden.measures))('%s', (name) => { expectClose(made[name]!(), golden.measures[name]); });

  it('functional connectivity over time', () => {
    const dynamics = measure.functionalConnectivityDynamics(bm.array(signal), { windowSize: 50, stepSize: 25 });
    expect(dynamics.shape).toEqual([7, 7]);
    const [first, second] = ['0:50', '25:75'].map((rows) => measure.functionalConnectivity(bm.at(bm.array(signal), rows) as NDArray));
    expectClose(bm.at(dynamics, 0, 1), measure.matrixCorrelation(first!, second!));
    expectClose(bm.at(dynamics, 3, 3), 1);
    expect(() => measure.functionalConnectivityDynamics(bm.array(signal), { windowSize: 500 })).toThrow('windowSize is a number of steps from 2 to those of the recording, 200; got 500');
  });

  it('local field potentials', () => {
    // All cells at the electrode: BrainPy's heights, delay and widths, as its function gives them for one spike.
    const ts = bm.mul(bm.arange(400), 0.1);
    const one = bm.array(Array.from({ length: 400 }, (_, i) => [i === 100]));
    for (const [kind, location, height, sigma] of [['exc', 'soma layer', 0.48, 3.15], ['exc', 'deep layer', -0.16, 3.15], ['inh', 'soma layer', 3, 2.1], ['inh', 'superficial layer', -1.2, 2.1]] as const) {
      const potential = measure.unitaryLFP(ts, one, kind, { location, xmax: 0, ymax: 0 }).toArray() as number[];
      expect(potential[204]).toBeCloseTo(height, 12);
      expect(potential[224]).toBeCloseTo(height * Math.exp(-4 / (2 * sigma * sigma)), 12);
    }
    expect(measure.unitaryLFP(ts, one, 'exc', { seed: 1 }).toArray()).toEqual(measure.unitaryLFP(ts, one, 'exc', { seed: 1 }).toArray());
    expect(() => measure.unitaryLFP(ts, one, 'foo' as 'exc')).toThrow("the kind of cells is 'exc' or 'inh', not 'foo'");
    expect(() => measure.unitaryLFP(bm.arange(3), one, 'exc')).toThrow(/times is \[3\] and spikes is \[400, 1\]/);
  });
});
