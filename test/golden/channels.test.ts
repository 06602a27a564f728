/** Ion channels against BrainPy (bench/golden/channels.py), traces to 1e-9. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';
import { expectTrace, largestError } from './compare-trace.js';

interface Golden {
  readonly steps: number;
  readonly every: number;
  readonly current: number;
  readonly cases: readonly { readonly channel: string; readonly calcium: string | null; readonly states: Readonly<Record<string, readonly number[]>> }[];
}

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'channels.json'), 'utf8')) as Golden;
const { DSRunner, dyn, math } = await loadRewrittenRuntime();
math.setFloat('float64');

type ChannelClass = new (size: readonly number[], ...args: readonly unknown[]) => InstanceType<typeof dyn.Channel>;
const classes = dyn as unknown as Readonly<Record<string, ChannelClass & (new (size: readonly number[]) => InstanceType<typeof dyn.Calcium>)>>;

function simulate(name: string, calcium: string | null, leak = 0.2) {
  class Cell extends dyn.CondNeuGroup {
    readonly leak = new dyn.IL(this.size, { E: -67, g_max: leak });
    readonly ca = calcium === null ? undefined : new classes[calcium]!(this.size);
    readonly channel = this.ca === undefined ? new classes[name]!(this.size) : new classes[name]!(this.size, this.ca);
  }
  const states = Object.keys(golden.cases.find((one) => one.channel === name)!.states);
  const pathOf = (state: string): string => (state === 'V' ? 'V' : ['C', 'E'].includes(state) ? `ca.${state}` : `channel.${state}`);
  const monitors = Object.fromEntries(states.map((state) => [state, pathOf(state)]));
  const runner = new DSRunner(new Cell(2, { V_initializer: -65.3 }), { inputs: ['input', golden.current], monitors, dt: 0.1, jit: false, progressBar: false });
  runner.run(golden.steps * 0.1);
  return runner.mon;
}

describe('channels', () => {
  for (const { channel, calcium, states } of golden.cases) {
    it(calcium === null ? channel : `${channel} in ${calcium}`, () => {
      const mon = simulate(channel, calcium);
      for (const [state, values] of Object.entries(states)) expectTrace(mon[state]!, values, golden.every, `${channel}.${state}`);
    });
  }

  it('are all there', () => {
    const exported = Object.entries(dyn).filter(([, value]) => typeof value === 'function' && value.prototype instanceof dyn.Channel).map(([name]) => name);
    expect(new Set(golden.cases.map(({ channel }) => channel))).toEqual(new Set(exported));
  });

  it('tell another leak', () => {
    const { states } = golden.cases.find(({ channel }) => channel === 'INa_HH1952')!;
    expect(largestError(simulate('INa_HH1952', null, 0.2001)['V']!, states['V']!, golden.every)).toBeGreaterThan(1e-9);
  });
});
