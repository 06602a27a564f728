/** Figures: what is in them, and what they say when they cannot be drawn. */
import { describe, expect, it } from 'vitest';
import { math as bm, visualize } from '../../runtime/index.js';

const ts = bm.mul(bm.arange(200), 0.1);
const V = bm.array(Array.from({ length: 200 }, (_, i) => [Math.sin(i / 9), Math.cos(i / 9)]));

describe('visualize', () => {
  it('draws lines with labels, units and names', async () => {
    const svg = await visualize.linePlot(ts, V, { plotIds: [0, 1], legend: 'cell', ylabel: 'V (mV)', title: 'Two cells', marks: [5] }).toSVG();
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    for (const text of ['Time (ms)', 'V (mV)', 'Two cells', 'cell 0', 'cell 1']) expect(svg).toContain(text);
    expect(svg.match(/aria-label="line"/g)).toHaveLength(2);
    expect(svg).toContain('aria-label="rule"');
  });

  it('keeps the extremes of long traces', async () => {
    const values = bm.zeros(100_000);
    values[77_777] = 1;
    const svg = await visualize.linePlot(bm.arange(100_000), values, { ylim: [0, 1], height: 240 }).toSVG();
    expect(svg.length).toBeLessThan(60_000);
    // The top of the frame.
    expect(svg).toMatch(/,18[,L]/);
  });

  it('draws one path for all spikes', async () => {
    const spikes = bm.greater(V, 0.99);
    const svg = await visualize.rasterPlot(ts, spikes).toSVG();
    expect(svg.match(/M[\d.]+,[\d.]+h0/g)!.length).toBeGreaterThan(10);
    expect(svg).toContain('Neuron index');
  });

  it('draws maps with a scale of colours', async () => {
    const svg = await visualize.heatMap(ts, V, { legend: 'u', title: 'Activity' }).toSVG();
    for (const text of ['Activity', '>u<', '<svg x="0" y="0"']) expect(svg).toContain(text);
  });

  it('lays figures out', async () => {
    const [a, b] = [visualize.linePlot(ts, V, { width: 300, height: 100 }), visualize.rasterPlot(ts, V, { width: 200, height: 150 })];
    const figure = visualize.layout([[a, b], [a]]);
    expect([figure.width, figure.height]).toEqual([500, 250]);
    const svg = await figure.toSVG();
    for (const place of ['x="0" y="0"', 'x="300" y="0"', 'x="0" y="150"']) expect(svg).toContain(`<svg ${place}`);
  });

  it('says what does not fit', () => {
    expect(() => visualize.linePlot(bm.arange(3), V)).toThrow('linePlot: the recording is [200, 2], and there are 3 times: its axis 0 must be as long');
    expect(() => visualize.linePlot(ts, V, { plotIds: [2] })).toThrow('linePlot: plotIds has 2, and the recording has 2 cells');
  });
});
