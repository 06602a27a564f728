/** Noise that models have themselves: the option `noise` of neurons, and the processes that drive rate models. */
import { describe, expect, it } from 'vitest';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';

const { DSRunner, dyn, math: bm } = await loadRewrittenRuntime();
bm.setFloat('float64');
const quiet = { dt: 0.1, jit: false, progressBar: false } as const;

describe('noise', () => {
  it('of a potential is noise √dt N(0, 1) beside what the equations give', () => {
    bm.random.seed(3);
    const cells = new dyn.LeakyIntegrator(5, { noise: 2, V_initializer: 7, tau: 4 });
    new DSRunner(cells, quiet).run(0.1);
    bm.random.seed(3);
    const drawn = bm.random.randn(5).toArray() as number[];
    (cells.V.toArray() as number[]).forEach((V, k) => expect(V).toBeCloseTo(7 * Math.exp(-0.1 / 4) + 2 * Math.sqrt(0.1) * drawn[k]!, 12));
  });

  it('comes before the threshold, and leaves refractory cells alone', () => {
    bm.random.seed(4);
    const cells = new dyn.LIF(400, { noise: 5, V_th: 5, V_reset: 0, tau_ref: 1 });
    const runner = new DSRunner(cells, { ...quiet, monitors: ['V', 'spike'] });
    runner.run(5);
    const [V, spikes] = [runner.mon['V']!.toArray() as number[][], runner.mon['spike']!.toArray() as boolean[][]];
    expect(Math.max(...V.flat())).toBeLessThan(5);
    const fired = spikes.slice(0, 40).flatMap((row, i) => row.flatMap((one, cell) => (one ? [[i, cell] as const] : [])));
    expect(fired.length).toBeGreaterThan(100);
    for (const [i, cell] of fired) for (let k = 0; k <= 10; k++) expect(V[i + k]![cell]).toBe(0);
  });

  it('may differ from cell to cell', () => {
    const cells = new dyn.HH(2, { noise: [0, 1], V_initializer: -65 });
    new DSRunner(cells, quiet).run(1);
    const quietCell = new dyn.HH(1, { V_initializer: -65 });
    new DSRunner(quietCell, quiet).run(1);
    expect(cells.V[0]).toBe(quietCell.V[0]);
    expect(cells.V[1]).not.toBe(quietCell.V[0]);
  });

  it('drives rate models as an input would', () => {
    const [driven, fed] = [{ x_ou_mean: 0.3, y_ou_mean: 0.1 }, {}].map((options) => new dyn.rates.FHN(1, { x_initializer: 0.1, y_initializer: 0, ...options })) as [InstanceType<typeof dyn.rates.FHN>, InstanceType<typeof dyn.rates.FHN>];
    new DSRunner(driven, quiet).run(20);
    new DSRunner(fed, { ...quiet, inputs: [['input', 0.3], ['input_y', 0.1]] }).run(20);
    expect([driven.x[0], driven.y[0]]).toEqual([fed.x[0], fed.y[0]]);
    const many = new dyn.rates.QIF(2000, { x_ou_sigma: 0.5, x_ou_tau: 2 });
    new DSRunner(many, { ...quiet, dt: 0.05 }).run(10);
    // Its deviation is sigma √(tau / 2).
    expect(Math.abs(bm.std(many.x_ou).item() - 0.5)).toBeLessThan(0.04);
  });
});
