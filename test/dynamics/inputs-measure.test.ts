/** Currents over time, and what recordings tell. */
import { describe, expect, it } from 'vitest';
import { inputs, math as bm, measure } from '../../runtime/index.js';

const dt = 0.5;

describe('inputs', () => {
  it('sections', () => {
    expect(inputs.sectionInput([0, 2, 1], [1, 1.5, 0.5], { dt }).toArray()).toEqual([0, 0, 2, 2, 2, 1]);
    expect(inputs.sectionInput([bm.array([1, 2]), bm.array([3, 4])], [0.5, 1], { dt }).toArray()).toEqual([[1, 2], [3, 4], [3, 4]]);
    const [current, duration] = inputs.constantInput([[1, 1], [5, 0.5]], { dt });
    expect([current.toArray(), duration]).toEqual([[1, 1, 5], 1.5]);
    expect(() => inputs.sectionInput([1], [1, 2])).toThrow(/1 values for 2 durations/);
    expect(() => inputs.sectionInput([1, 2], [1, -2])).toThrow('a time is 0 or more (ms), got -2');
  });

  it('pulses, ramps and waves', () => {
    expect(inputs.spikeInput([0.5, 2], 0.5, [1, 3], { duration: 3, dt }).toArray()).toEqual([0, 1, 0, 0, 3, 0]);
    expect(inputs.rampInput(0, 3, 3, { tStart: 1, dt }).toArray()).toEqual([0, 0, 0, 1, 2, 3]);
    expect(inputs.squareInput(2, 500, 3, { dt }).toArray()).toEqual([2, 2, -2, -2, 2, 2]);
    const wave = inputs.sinusoidalInput(2, 500, 2, { dt, bias: true }).toArray();
    [2, 4, 2, 0].forEach((value, i) => expect(wave[i]).toBeCloseTo(value, 6));
  });

  it('noise', () => {
    expect(() => inputs.ouProcess(1, 2, 0, 100)).toThrow('ouProcess: tau is a time above 0 (ms), got 0');
    const noise = inputs.wienerProcess(2000, { dt, n: 2, seed: 1, tStart: 100 });
    expect(noise.shape).toEqual([4000, 2]);
    const values = [...noise.toTypedArray()];
    expect(values.slice(0, 400).every((value) => value === 0)).toBe(true);
    const variance = values.reduce((sum, value) => sum + value * value, 0) / (2 * 3800);
    expect(Math.abs(variance * dt - 1)).toBeLessThan(0.1);
    const process = [...inputs.ouProcess(3, 0.5, 10, 20000, { dt, seed: 1 }).toTypedArray()];
    const mean = process.reduce((sum, value) => sum + value, 0) / process.length;
    const spread = process.reduce((sum, value) => sum + (value - mean) ** 2, 0) / process.length;
    expect(Math.abs(mean - 3)).toBeLessThan(0.25);
    // The stationary variance: sigma² tau / 2.
    expect(Math.abs(spread - 1.25)).toBeLessThan(0.3);
    expect(inputs.ouProcess(3, 0.5, 10, 5, { dt, seed: 1 }).toArray()).toEqual(inputs.ouProcess(3, 0.5, 10, 5, { dt, seed: 1 }).toArray());
  });
});

describe('measures', () => {
  const spikes = bm.array([[0, 1], [0, 0], [1, 1], [0, 0], [0, 0]].map((row) => row.map(Boolean)));

  it('rates and rasters', () => {
    // Boxes of 3 steps of 0.5 ms, two cells: each spike is 1000 / (3 · 0.5 · 2) Hz.
    const one = 1000 / 3;
    measure.firingRate(spikes, 1, dt).toArray().forEach((rate, i) => expect(rate).toBeCloseTo([1, 3, 2, 2, 0][i]! * one, 3));
    const [index, time] = measure.rasterPlot(spikes, bm.array([0, 0.5, 1, 1.5, 2]));
    expect([index.toArray(), time.toArray()]).toEqual([[1, 0, 1], [0, 1, 1]]);
  });

  it('correlations', () => {
    expect(measure.crossCorrelation(spikes, 0.5, dt)).toBeCloseTo(1 / Math.sqrt(2), 12);
    const wave = [0, 1, 3, 2, 5];
    expect(measure.voltageFluctuation(bm.array(wave.map((v) => [v, v])))).toBeCloseTo(1, 12);
    expect(measure.voltageFluctuation(bm.array(wave.map((v) => [v, -v])))).toBeCloseTo(0, 12);
    const connectivity = measure.functionalConnectivity(bm.array(wave.map((v) => [v, 2 * v + 1, -v, 7])));
    const rounded = connectivity.toArray().map((row) => row.map((value) => Math.round(value * 1e5) / 1e5 + 0));
    expect(rounded).toEqual([[1, 1, -1, 0], [1, 1, -1, 0], [-1, -1, 1, 0], [0, 0, 0, 0]]);
    expect(measure.matrixCorrelation(connectivity, bm.mul(connectivity, 2))).toBeCloseTo(1, 6);
    expect(measure.weightedCorrelation(bm.array([1, 2, 3, 9]), bm.array([2, 4, 6, -5]), bm.array([1, 1, 1, 0]))).toBeCloseTo(1, 12);
  });
});

it('measures ask for times', () => {
  const spikes = bm.zeros([4, 2]);
  expect(() => measure.firingRate(spikes, 5, 0)).toThrow('firingRate: dt is a time above 0 (ms), got 0');
  expect(() => measure.crossCorrelation(spikes, NaN, 0.1)).toThrow('crossCorrelation: bin is a time above 0 (ms), got NaN');
  expect(() => measure.rasterPlot(spikes, bm.zeros(3))).toThrow('rasterPlot: times is [3] and spikes is [4, 2]: one time for each row is wanted');
});
