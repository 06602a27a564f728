/** Models as users write them, after BrainPy's gallery: compiled and as they stand they give the same bits, and BrainPy's numbers. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { quoteOutput } from '../child-output.js';
import type { Outcome } from './simulation.js';

const here = import.meta.dirname;

interface Golden {
  /** By simulation and recording: the first cell at ten steps, and how far off another order of the same sums may be. */
  readonly [simulation: string]: Readonly<Record<string, readonly number[]>>;
}

const golden = Object.assign({}, ...['gallery.json', 'more.json', 'balance.json'].map((file) => (JSON.parse(readFileSync(join(here, file), 'utf8')) as { readonly simulations: Golden }).simulations)) as Golden;

describe('gallery', () => {
  let outcomes: Readonly<Record<string, Outcome>> = {};
  beforeAll(() => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'myelin/register', 'main.ts'], {
      cwd: here, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: undefined },
    });
    expect(status, quoteOutput(stdout + stderr)).toBe(0);
    outcomes = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as typeof outcomes;
  }, 600_000);

  it('gives the same bits with and without jit', () => {
    expect(Object.keys(outcomes).length).toBeGreaterThan(1);
    for (const [name, { difference }] of Object.entries(outcomes)) expect(difference, name).toBeUndefined();
  });

  it('repeats spike times better where the input fluctuates', () => {
    const { together } = outcomes['reliability']!.samples;
    expect(together![9]! - together![0]!).toBeGreaterThan(0.1);
  });

  it('oscillates fast where inhibition is delayed', () => {
    // A few spikes of each cell, together.
    expect(outcomes['fastOscillation']!.sums['group.spike']).toBeGreaterThan(300);
  });

  it('keeps in mind what it was shown, and nothing else', () => {
    const [shown, other, kept] = ['shown', 'other', 'kept'].map((name) => outcomes['flexibleMemory']!.samples[name]!.at(-1)!);
    expect(Math.min(shown!, kept!)).toBeGreaterThan(0.07);
    expect(other!).toBeLessThan(0.001);
  });

  it('fires at the rate of BrainPy where excitation and inhibition are in balance', () => {
    // BrainPy 2.6.1, four seeds: 3,974 to 4,009 spikes of 500 cells in 200 ms.
    expect(outcomes['balanced']!.sums['E.spike']).toBeGreaterThan(3900);
    expect(outcomes['balanced']!.sums['E.spike']).toBeLessThan(4100);
  });

  it('has the spikes of BrainPy in each population of the cortex', () => {
    const { spikes } = JSON.parse(readFileSync(join(here, 'balance.json'), 'utf8')) as { readonly spikes: { readonly cortex: Readonly<Record<string, readonly [mean: number, deviation: number]>> } };
    expect(Object.keys(spikes.cortex).length).toBe(8);
    // Over six seeds, which differ by up to 15 % in either library.
    for (const [layer, [mean]] of Object.entries(spikes.cortex)) expect(Math.abs(outcomes['cortex']!.sums[layer]! / mean - 1), layer).toBeLessThan(0.2);
  });

  it('hands a volley of spikes on along the chain', () => {
    // Six groups of 100 cells: about one spike of each.
    expect(outcomes['synfire']!.sums['spike']).toBeGreaterThan(500);
  });

  it.each(Object.entries(golden))('gives the numbers of BrainPy: %s', (name, recordings) => {
    for (const [recording, values] of Object.entries(recordings)) {
      values.forEach((value, k) => {
        const got = outcomes[name]!.samples[recording]![k]!;
        // float64 in both; the order of sums and the last bit of exp differ.
        expect(Math.abs(got - value), `${recording}, sample ${k}: ${got}, not ${value}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
      });
    }
  });
});
