/**
 * A cell whose current flows through ion channels, which are its fields:
 *
 *     C V' = Σ I_channel(V) + I 10⁻³ / A
 *
 *     class Cell extends dyn.CondNeuGroup {
 *       readonly INa = new dyn.INa_HH1952(this.size);
 *       readonly IK = new dyn.IK_HH1952(this.size);
 *       readonly IL = new dyn.IL(this.size, { E: -54.3, g_max: 0.03 });
 *     }
 *
 * V in mV, C in µF/cm², currents of channels in µA/cm², A in cm²: with A = 10⁻³ the input is a density too. Potential and gates see each
 * other as they were at the beginning of the step. A spike is V rising through V_th; nothing is reset. Gates begin where they stay at the first potential.
 */
import { ShapeError } from '../abi/errors.js';
import type { Variable } from '../core/variable.js';
import { Uniform } from '../init/uniform.js';
import type { IntegratorOf } from '../integrators/integrator.js';
import { odeint } from '../integrators/odeint.js';
import { Calcium } from './calcium.js';
import { Channel } from './channel.js';
import type { ModelOptions, Size, WithOwn } from './neu-group.js';
import { CrossingNeuron } from './crossing-neuron.js';
import { partsOf } from './parts.js';
import type { Step } from './step.js';

export abstract class CondNeuGroup extends CrossingNeuron {
  /** The capacitance (µF/cm²) and the area (cm²) of the membrane. */
  readonly C: number = this.parameter('C', 1);
  readonly A: number = this.parameter('A', 1e-3);
  readonly V_th: number = this.parameter('V_th', 0);

  readonly V: Variable<1> = this.state('V', new Uniform(-70, -60));

  readonly dV = (V: number, t: number, I: number): number => partsOf(this, Channel).reduce((sum, channel) => sum + channel.current(V), I) * (1 / this.C);

  readonly dC = (C: number, t: number, V: number): number =>
    partsOf(this, Calcium).reduce((sum, pool) => sum + pool.change(C, partsOf(this, Channel).reduce((I, channel) => I + channel.calciumCurrent(V, C), 0)), 0);

  readonly integral: IntegratorOf<1> = odeint(this.dV, { method: this.method });
  readonly calcium: IntegratorOf<1> = odeint(this.dC, { method: this.method });
  #isSettled = false;

  constructor(size: Size, options: WithOwn<ModelOptions<CondNeuGroup>> = {}) {
    super(size, options);
  }

  override update(step: Step): void {
    const { t, dt } = step;
    const V = this.integral(this.V, t, this.input * (1e-3 / this.A), { dt });
    for (const channel of partsOf(this, Channel)) channel.update(step, this.V);
    for (const pool of partsOf(this, Calcium)) pool.take(this.calcium(pool.C, t, this.V, { dt }));
    this.rise(V, dt);
  }

  /** Before the first step all channels are there: their gates take the values at which they stay. */
  override prepare(dt: number): void {
    super.prepare(dt);
    const pools = partsOf(this, Calcium);
    if (pools.length > 1) throw new TypeError(`${this.constructor.name}: ${pools.length} pools of calcium; a cell has one`);
    const parts = [...pools, ...partsOf(this, Channel)];
    for (const part of parts) {
      part.prepare(dt);
      if (part.num !== this.num) throw new ShapeError(`${this.constructor.name}: ${part.constructor.name} has ${part.num} cells, and the group has ${this.num}; give it this.size`);
    }
    if ([this, ...parts].some((part) => part.hasArrayParameters)) for (const part of [this, ...parts]) part.spreadParameters();
    if (!this.#isSettled) this.#settle();
  }

  override resetState(): void {
    super.resetState();
    this.#settle();
  }

  #settle(): void {
    this.#isSettled = true;
    for (const channel of partsOf(this, Channel)) channel.settle(this.V);
  }
}
