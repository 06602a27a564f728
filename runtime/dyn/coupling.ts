/**
 * What acts through states as they are in each step, and not through spikes: a state of the groups before, as it is or as it was some steps ago, changes what is added
 * up in the groups behind.
 */
import type { Vector, VectorLike } from '../array/types.js';
import { Variable } from '../core/variable.js';
import { Connector } from '../connect/connector.js';
import { sourcesOf } from '../connect/csr.js';
import type { ValuesInit } from '../init/initial-values.js';
import { initialValues } from '../init/initial-values.js';
import * as bm from '../math/index.js';
import { checkInstance } from './check-instance.js';
import type { ConnectionInit } from './connection-values.js';
import { connectionValues } from './connection-values.js';
import { NeuGroup } from './neu-group.js';
import { Projection } from './projection.js';
import { stateOf } from './syn-out.js';

export interface CouplingOptions {
  readonly name?: string;
  /** The strength of a connection: one value for all, or one for each as an initializer, a list (in the order of the sources) or a matrix [sources, targets]; 1 where it is not stated. */
  readonly g_max?: ConnectionInit;
  /** The state of the groups before that acts; `'V'` where it is not stated, or `'x'` where there is no such state (rate models). */
  readonly preVar?: string;
  /** The state of the groups behind that is added to; `'input'` where it is not stated. */
  readonly targetVar?: string;
}

export interface DelayedCouplingOptions extends CouplingOptions {
  /** After how many steps a state acts: none, 0 and 1 mean the next step. In the forms of `g_max`. */
  readonly delayStep?: ConnectionInit;
  /** What the states were before the first step: values of the shape [steps, sources]; 0 where it is not stated. */
  readonly initialDelayData?: ValuesInit;
}

export abstract class Coupling extends Projection {
  readonly pre: NeuGroup;
  readonly post: NeuGroup;
  /** The state that acts, and what is added to. */
  readonly source: Variable<1>;
  readonly target: Variable<1>;
  /** The targets of each source, compressed (connect/csr.ts), and the source of each connection. */
  readonly indices: Vector<'int32'>;
  readonly indptr: Vector<'int32'>;
  readonly sources: Vector<'int32'>;
  /** One strength for all connections, or one for each. */
  readonly g_max: Vector;
  /** After how many steps the state of each connection's source acts; one number for all, or one for each. */
  readonly delaySteps: Vector<'int32'>;
  /** The longest delay. */
  readonly longest: number;
  /** Whether delays differ. */
  readonly hasDelays: boolean;
  /** The state of step i is row i mod `longest`; no rows where all act in the next step. */
  readonly past: Variable<2>;
  readonly postCount: number;

  constructor(pre: NeuGroup, post: NeuGroup, conn: Connector, options: DelayedCouplingOptions = {}) {
    super(options.name, options);
    const { name: type } = this.constructor;
    this.pre = checkInstance(`${type}: what is before it`, pre, NeuGroup, 'a group of cells');
    this.post = checkInstance(`${type}: what is behind it`, post, NeuGroup, 'a group of cells');
    this.postCount = post.num;
    this.source = this.stateNamed('preVar', pre);
    this.target = this.stateNamed('targetVar', post, 'input');
    const csr = storedConnections(type, conn, pre, post);
    this.indices = bm.array(csr.indices);
    this.indptr = bm.array(csr.indptr);
    this.sources = bm.array(sourcesOf(csr));
    this.g_max = connectionValues('g_max', this.#given('g_max', 1), csr, post.num);
    this.delaySteps = wholeSteps(connectionValues('delayStep', this.#given('delayStep', 1), csr, post.num));
    this.longest = this.delaySteps.toTypedArray().reduce((a, b) => Math.max(a, b), 1);
    this.hasDelays = this.delaySteps.size > 1;
    this.past = this.#makePast();
  }

  #given(name: string, otherwise: number): ConnectionInit {
    return this.option<ConnectionInit>(name) ?? otherwise;
  }

  /** The state of a group that an option names. */
  protected stateNamed(option: string, group: NeuGroup, otherwise: string = 'V' in group ? 'V' : 'x'): Variable<1> {
    return stateOf(this, option, this.option<string>(option, 'string') ?? otherwise, group);
  }

  #makePast(): Variable<2> {
    const init = this.option<ValuesInit>('initialDelayData') ?? 0;
    const isKept = this.longest > 1 || this.hasDelays;
    const draw = () => initialValues('initialDelayData', init, [isKept ? this.longest : 0, this.pre.num]);
    return this.register(new Variable(draw()) as Variable<2>, draw);
  }

  /** The states that act in step `i`, where one delay is that of all connections: one value for each source. */
  protected delayed(i: number): Vector {
    if (this.longest === 1) return bm.asarray(this.source.value);
    return bm.event.delay(this.past, i - 1, bm.asarray(this.source.value));
  }

  /** The same where delays differ: one value for each connection. */
  protected delayedEach(i: number): VectorLike {
    const length = this.longest | 0;
    this.past.set((i - 1 + length) % length, this.source.value);
    return bm.at(this.past, ((i | 0) - this.delaySteps + length) % length, this.sources);
  }
}

function storedConnections(type: string, conn: Connector, pre: NeuGroup, post: NeuGroup) {
  checkInstance(`${type}: its third argument`, conn, Connector, 'a connector, new connect.FixedProb(0.1) for one');
  if (conn.drawnRows(pre, post) !== undefined) throw new TypeError(`${type} reads states at each connection, so its connections must be stored: leave out 'stored: false'`);
  return conn.between(pre, post);
}

/** Numbers of steps; none and 0 mean the next step. */
function wholeSteps(given: Vector): Vector<'int32'> {
  const steps = given.toTypedArray();
  const wrong = steps.find((value) => !Number.isInteger(value) || value < 0);
  if (wrong !== undefined) throw new RangeError(`delayStep is a whole number of steps for each connection, got ${wrong}`);
  return bm.array(Int32Array.from(steps, (value) => Math.max(1, value)));
}
