// Models for step-loop.test.ts: compiled by being handed to a runner. Exact arithmetic only where it need not be otherwise.
import { DSRunner, Variable, dyn, math as bm } from 'myelin';
import type { DSRunnerOptions, NDArrayLike, Step, Vector } from 'myelin';

/** V counts what its input brings, and what runs hand over; it says what it is. */
export class Counter extends dyn.DynamicalSystem {
  readonly V: Variable<1>;
  readonly input: Variable<1>;
  readonly steps: Variable<1, 'int32'> = new Variable(1, { dtype: 'int32' });

  constructor(size: number) {
    super();
    this.V = new Variable(bm.linspace(0, 1, size));
    this.input = new Variable(size);
  }

  override update({ t, dt, i }: Step, more: NDArrayLike, gain: number): Vector {
    this.V.value = this.V * 0.75 + this.input * dt + more * gain + Math.sin(t) * i;
    this.steps.value = bm.add(this.steps, 1);
    return bm.asarray(this.V * 2);
  }

  override clearInput(): void {
    this.input.value = 0;
  }
}

/** Takes nothing and returns a number. */
export class Summer extends dyn.DynamicalSystem {
  readonly x: Variable<1> = new Variable(bm.linspace(-1, 1, 37));
  readonly input: Variable<1> = new Variable(37);

  override update({ t }: Step): number {
    this.x.value = this.x * 0.9 + bm.cos(this.x + t) + this.input;
    return bm.sum(this.x) + 0;
  }

  override clearInput(): void {
    this.input.value = 0;
  }
}

/** A cell whose input the library empties. */
export class Leaky extends dyn.Neuron {
  readonly V: Variable<1> = this.state('V', 0);

  override update({ dt }: Step): void {
    this.V.value = this.V + (this.input - this.V) * dt;
    this.spike.value = this.V > 0.5;
  }
}

/** Draws random numbers, sorts (on the host), keeps a ring, and fails where it is asked to. */
export class Noisy extends dyn.DynamicalSystem {
  readonly y: Variable<1> = new Variable(9);
  readonly ring: Variable<2> = new Variable([3, 9]);
  readonly spike: Variable<1, 'bool'> = new Variable(9, { dtype: 'bool' });
  readonly past: Variable<2, 'bool'> = new Variable([4, 9], { dtype: 'bool' });
  readonly late: Variable<1, 'bool'> = new Variable(9, { dtype: 'bool' });
  readonly limit: Variable<1, 'int32'> = new Variable(bm.array([1000000], { dtype: 'int32' }));

  override update({ i }: Step): void {
    const drawn = bm.random.randn(9);
    this.y.value = this.y * 0.5 + bm.sort(drawn);
    this.spike.value = this.y > 0.25;
    this.late.value = bm.event.delay(this.past, i - 1, this.spike);
    bm.event.writeRow(this.ring, i % 3, this.y);
    if (i >= this.limit[0]!) this.y[9] = 1;
  }
}

/** Shapes that differ from step to step. */
export class Growing extends dyn.DynamicalSystem {
  readonly x: Variable<1> = new Variable(4);

  override update({ i }: Step): Vector {
    this.x.value = this.x + 1;
    return bm.asarray(i < 5 ? bm.concatenate([this.x, this.x]) : this.x * 1);
  }
}

export class Chain extends dyn.Network {
  readonly a: Summer = new Summer();
  readonly b: Noisy = new Noisy();
}

/** Handing a model to a runner is what compiles it. */
export function makeRunner(target: dyn.DynamicalSystem, options: DSRunnerOptions): DSRunner {
  return new DSRunner(target, options);
}
