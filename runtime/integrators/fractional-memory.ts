/** What a fractional integrator remembers of the steps before, and the weights by which they count. */
import type { FdeMethod } from '../abi/equations.js';
import { isArray } from '../array/nd-array.js';
import type { NDArray, NDArrayLike, Vector } from '../array/types.js';
import { Base } from '../core/base.js';
import { VarList } from '../core/var-list.js';
import { Variable } from '../core/variable.js';
import { registerShipped } from '../jit/registry.js';
import { array, asarray } from '../math/array.js';
import { zeros } from '../math/filled.js';
import { exp } from '../math/generated/exp.js';
import { gammaln } from '../math/generated/gammaln.js';
import { keep } from '../math/history.js';
import { pow } from '../math/power.js';
import type { Memory } from './method-types.js';

/** The initial values of the states: by name, or in order. */
export type FractionalInits = Readonly<Record<string, NDArrayLike | readonly number[]>> | readonly (NDArrayLike | readonly number[])[];

interface Setup {
  readonly method: FdeMethod;
  readonly orders: readonly number[];
  readonly rows: number;
  readonly inits: readonly Vector[];
}

export class FractionalMemory extends Base implements Memory {
  static {
    registerShipped(FractionalMemory, 'myelin:integrators/fractional-memory:FractionalMemory');
  }

  /** The order of each state's derivative. */
  readonly orders: readonly number[];
  /** The factor of the derivative beside dt^α. */
  readonly gammas: readonly number[];
  readonly rows: number;
  /** Whether the oldest steps are forgotten when the memory is full. */
  readonly wraps: boolean;
  /** For each state its past, by step: states, differences or derivatives, as the method wants. */
  readonly rings: VarList<Variable<2>>;
  /** How much a step counts, by its distance from the present. */
  readonly weights: readonly NDArray<1, 'float64'>[];
  readonly first: VarList<Variable<1>>;
  /** The states of the last step. */
  readonly last: VarList<Variable<1>>;
  /** How many steps were made. */
  readonly count: Variable<1, 'int32'> = new Variable(1, { dtype: 'int32' });

  constructor({ method, orders, rows, inits }: Setup) {
    super();
    this.orders = orders;
    this.rows = rows;
    this.wraps = method === 'short-memory';
    this.gammas = orders.map((order) => factorOf(method, order));
    this.weights = orders.map((order) => array([...weightsOf(method, order, rows)], { dtype: 'float64' }));
    this.rings = new VarList(inits.map((init) => new Variable(zeros([rows, init.size], { dtype: init.dtype }))));
    this.first = new VarList(inits.map((init) => new Variable(init)));
    this.last = new VarList(inits.map((init) => new Variable(init)));
  }

  /** Forgets all steps. The states start from these values, or from those of before. */
  reset(inits?: FractionalInits, names: readonly string[] = []): void {
    const values = inits === undefined ? undefined : readInits('reset', inits, names);
    this.count.value = 0;
    for (const [i, first] of this.first.entries()) {
      if (values !== undefined) first.value = values[i]!;
      this.last[i]!.value = first;
      for (let row = 0; row < this.rows; row++) keep(this.rings[i]!, row, 0 as NDArrayLike);
    }
  }
}

/** The initial values as vectors in the order of the states. */
export function readInits(where: string, inits: FractionalInits, names: readonly string[]): readonly Vector[] {
  const isList = Array.isArray(inits);
  const given: Readonly<Record<string, unknown>> = isList ? Object.fromEntries(inits.map((value, i) => [names[i] ?? `number ${i}`, value])) : { ...inits };
  const odd = Object.keys(given).find((name) => !names.includes(name)) ?? names.find((name) => given[name] === undefined);
  if (odd !== undefined) throw new TypeError(`${where}: inits has one value for each of the states ${names.join(', ')}; ${names.includes(odd) ? `${odd} is missing` : `there is no state ${odd}`}`);
  return names.map((name) => {
    const value = given[name];
    const made: NDArray = isArray(value) ? asarray(value) : array(typeof value === 'number' ? [value] : (value as number[]));
    if (made.ndim === 1 && (made.dtype === 'float32' || made.dtype === 'float64')) return made as Vector;
    throw new TypeError(`${where}: the initial value of ${name} is a number, or a vector of floats`);
  });
}

/** Γ(x) for x in [1, 2]. */
function gamma(x: number): number {
  return exp(gammaln(x));
}

function factorOf(method: FdeMethod, order: number): number {
  switch (method) {
    case 'l1': return gamma(2 - order);
    case 'euler': return 1 / gamma(order + 1);
    case 'short-memory': return 1;
  }
}

function* weightsOf(method: FdeMethod, order: number, rows: number): Iterable<number> {
  let coefficient = 1;
  for (let k = 0; k < rows; k++) {
    switch (method) {
      case 'l1': yield pow(k + 2, 1 - order) - pow(k + 1, 1 - order); break;
      case 'euler': yield pow(k + 1, order) - pow(k, order); break;
      case 'short-memory':
        coefficient *= 1 - (1 + order) / (k + 1);
        yield coefficient;
    }
  }
}
