/** Connections from one group of cells to another: which there are, how strong, how delayed, and what reaches the cells behind them. */
import type { Matrix, NDArrayLike, Vector, VectorLike } from '../array/types.js';
import { Variable } from '../core/variable.js';
import type { DrawnRows } from '../connect/connector.js';
import { Connector } from '../connect/connector.js';
import { All2All, One2One } from '../connect/regular.js';
import type { ValuesInit } from '../init/initial-values.js';
import { initialValues } from '../init/initial-values.js';
import type { OdeMethod } from '../abi/equations.js';
import { array, asarray } from '../math/array.js';
import { zeros } from '../math/filled.js';
import * as bm from '../math/index.js';
import { getDt } from '../integrators/default-dt.js';
import { broadcastTo } from '../math/rearrange.js';
import { checkInstance } from './check-instance.js';
import type { ConnectionInit } from './connection-values.js';
import { connectionValues, isShared } from './connection-values.js';
import type { Neuron } from './neuron.js';
import type { WithOwn } from './neu-group.js';
import { NeuGroup } from './neu-group.js';
import { CUBA } from './outputs/cuba.js';
import { Projection } from './projection.js';
import type { SpikingGroup } from './spiking-group.js';
import type { Step } from './step.js';
import { SynOut } from './syn-out.js';
import { NoSTP, SynSTP } from './syn-stp.js';

export interface SynapseOptions {
  readonly name?: string;
  /** What the conductance does to the cells behind; `CUBA` where it is not stated. */
  readonly output?: SynOut;
  /** Short-term plasticity; none where it is not stated. */
  readonly stp?: SynSTP;
  /** The strength of a connection: one value for all, or one for each as an initializer, a list (in the order of the sources) or a matrix [sources, targets]. */
  readonly g_max?: ConnectionInit;
  /** After how many steps a spike arrives: none, 0 and 1 mean the next step. */
  readonly delayStep?: number;
  /** The same as a time (ms), to the nearest step of `integrators.getDt()`, which is then the one to run with. */
  readonly delay?: number;
  /** How sums over connections are made: along the connections of cells that send something (`'sparse'`, the default), or as a product with a matrix. */
  readonly compMethod?: 'sparse' | 'dense';
  /** How the equations are solved; `exp_auto` where it is not stated. */
  readonly method?: OdeMethod;
}

/** The ways in which what cells send is summed up. */
const forms = { sparse: 0, dense: 1, oneToOne: 2, allToAll: 3, drawn: 4 } as const;

export abstract class Synapse extends Projection {
  readonly #hasArrays: boolean;
  readonly pre: SpikingGroup;
  readonly post: Neuron;
  readonly output: SynOut;
  /** What the output is added to, and the potential that it depends on: `input` and `V` of the cells behind, unless the output says otherwise. */
  readonly target: Variable<1>;
  readonly membrane: Variable<1>;
  readonly stp: SynSTP;
  readonly method: OdeMethod;
  /** The targets of each source, compressed (connect/csr.ts); none where the connector says that none are to be stored. */
  readonly indices: Vector<'int32'>;
  readonly indptr: Vector<'int32'>;
  /** One strength for all connections, or one for each. */
  readonly g_max: Vector;
  /** After how many steps a spike arrives. */
  readonly delayStep: number;
  /** The time step (ms) in which a delay given as a time was counted; 0 where it was given in steps. */
  readonly delayDt: number;
  /** The spikes of the last `delayStep` steps. */
  readonly pastSpikes: Variable<2, 'bool'>;
  readonly postCount: number;
  /** The strength for each target, where each has one and there is no need of a list of connections; else empty. */
  readonly byTarget: Vector;
  /** Which of `forms` sums up. */
  readonly form: number;
  /** How connections that are not stored are drawn (math.event.propagateDrawn); else empty. */
  readonly drawnRows: Vector<'int32'>;
  readonly drawnRule: Vector<'int32'>;
  /** The strengths as a matrix [sources, targets], where sums are products with it; else empty. */
  readonly matrix: Matrix;

  constructor(pre: SpikingGroup, post: Neuron, conn: Connector, options: WithOwn<SynapseOptions> = {}) {
    super(options.name, options);
    this.#hasArrays = this.hasManyValued((option) => option !== 'g_max');
    const { name: type } = this.constructor;
    checkInstance(`${type}: what is before it`, pre, NeuGroup, 'a group of cells that spike');
    checkInstance(`${type}: what is behind it`, post, NeuGroup, 'a group of cells');
    this.pre = pre;
    this.post = post;
    checkInstance(`${type}: its third argument`, conn, Connector, 'a connector, new connect.FixedProb(0.1) for one');
    this.postCount = post.num;
    const output = checkInstance(`${type}: output`, this.option('output') ?? new CUBA(), SynOut, 'an output, new dyn.COBA({ E: 0 }) for one');
    this.output = output.copy(post.num);
    this.target = output.targetOf(post);
    this.membrane = output.membraneOf(post);
    this.stp = checkInstance(`${type}: stp`, this.option('stp') ?? new NoSTP(), SynSTP, 'short-term plasticity, new dyn.STD() for one').forCells(pre.num);
    this.method = this.option('method', 'string') ?? 'exp_auto';
    const compMethod = this.option<'sparse' | 'dense'>('compMethod', ['sparse', 'dense']);
    const g_max = this.option<ConnectionInit>('g_max') ?? 1;
    const drawn = this.readDrawn(conn, g_max, compMethod);
    const { indices, indptr } = drawn === undefined ? conn.between(pre, post) : { indices: new Int32Array(0), indptr: new Int32Array(pre.num + 1) };
    this.indices = array(indices);
    this.indptr = array(indptr);
    this.g_max = connectionValues('g_max', g_max, { indices, indptr }, post.num);
    this.form = drawn === undefined ? formOf(compMethod, conn, this.g_max.size) : forms.drawn;
    this.drawnRows = array(drawn?.rows ?? new Int32Array(0));
    this.drawnRule = array(drawn?.rule ?? new Int32Array(0));
    this.byTarget = this.form === forms.oneToOne || this.form === forms.allToAll ? asarray(broadcastTo(this.g_max, [post.num])) as Vector : zeros(0);
    this.matrix = this.form === forms.dense ? matrixOf(indices, indptr, this.g_max, post.num) : zeros([0, 0]);
    const delay = this.option<number>('delay', 'number');
    this.delayDt = delay === undefined ? 0 : getDt();
    this.delayStep = checkDelay(this.option('delayStep', 'number'), delay);
    this.pastSpikes = new Variable(zeros([this.delayStep, pre.num], { dtype: 'bool' }));
  }

  /** Whether each connection has a state of its own: then all are stored. */
  protected get hasConnectionStates(): boolean {
    return false;
  }

  private readDrawn(conn: Connector, g_max: ConnectionInit, compMethod: 'sparse' | 'dense' = 'sparse'): DrawnRows | undefined {
    const drawn = conn.drawnRows(this.pre, this.post);
    if (drawn === undefined) return undefined;
    const name = this.constructor.name;
    if (this.hasConnectionStates) throw new TypeError(`${name} has values of its own for each connection, so its connections must be stored: leave out 'stored: false'`);
    if (compMethod !== 'sparse') throw new TypeError(`${name}: compMethod '${compMethod}' needs stored connections: leave out 'stored: false'`);
    if (!isShared(g_max)) throw new TypeError(`${name}: connections that are not stored share one g_max, a number`);
    return drawn;
  }

  /**
   * The parameter of that name for `count` cells: what the user's options say, or `otherwise`. A number, unless any parameter was given as a list, an array, an initializer
   * or a function of the shape: then each is an array with one value for each cell.
   */
  protected parameter(name: string, otherwise: number, count: number = this.postCount): number {
    const given = this.option<ValuesInit>(name) ?? otherwise;
    // An array stands where a number is declared: to the type checker arrays are numbers (array/types.ts).
    return this.#hasArrays || typeof given !== 'number' ? initialValues(`${this.constructor.name}: ${name}`, given, [count]) : given;
  }

  /** The same for what is a number in all synapses. */
  protected number(name: string, otherwise: number): number {
    return this.option(name, 'number') ?? otherwise;
  }

  override prepare(dt: number): void {
    super.prepare(dt);
    if (this.delayDt === 0 || this.delayDt === dt) return;
    throw new RangeError(`${this.constructor.name}: its delay was counted in steps of ${this.delayDt} ms, and those of the run are of ${dt} ms: call integrators.setDt(${dt}) before the model is made, or give delayStep`);
  }

  override resetState(): void {
    super.resetState();
    this.stp.resetState();
    this.pastSpikes.value = false;
  }

  /** The spikes that arrive in a step, with the step of short-term plasticity that they cause. */
  protected receive({ t, dt, i }: Step): Vector<'bool'> {
    const spikes: Vector<'bool'> = this.delayStep > 1 ? bm.event.delay(this.pastSpikes, i - 1, this.pre.spike) : this.pre.spike;
    if (this.stp.isActive) this.stp.update(spikes, t, dt);
    return spikes;
  }

  /** The sum that reaches each cell behind of what the cells before send: spikes, or conductances of their own. */
  protected transmit(sent: VectorLike): Vector {
    return this.stp.isActive ? this.spread(this.stp.filter(sent)) : this.spread(sent);
  }

  /** Sums over connections, in the way that fits them. */
  private spread(sent: NDArrayLike): Vector {
    if (this.form === 1) return bm.asarray(bm.dot(sent * 1, this.matrix));
    if (this.form === 2) return bm.asarray(sent * this.byTarget);
    if (this.form === 3) return bm.asarray(bm.sum(sent) * this.byTarget);
    if (this.form === 4) return bm.event.propagateDrawn(sent, this.drawnRows, this.drawnRule, this.g_max, this.postCount);
    return bm.event.propagate(sent, this.indices, this.indptr, this.g_max, this.postCount);
  }

  /** Adds the output for conductances `g` to the input of the cells behind, or to what else the output says. */
  protected send(g: VectorLike): void {
    this.target.value += this.output.current(g, this.membrane);
  }

  /** A state that begins with zeros: one value for each cell behind, or for each of `count` others. */
  protected zeros(count: number = this.postCount): Variable<1> {
    const draw = (): Vector => zeros(count);
    return this.register(new Variable(draw()), draw);
  }

  /** Counters of steps that begin with 0. */
  protected counters(count: number): Variable<1, 'int32'> {
    const draw = (): Vector<'int32'> => zeros(count, { dtype: 'int32' });
    return this.register(new Variable(draw()), draw);
  }
}

function checkDelay(delayStep: number | undefined, delay: number | undefined): number {
  if (delayStep !== undefined && delay !== undefined) throw new TypeError('a delay is given in steps (delayStep) or as a time (delay), not as both');
  if (delay !== undefined && !(delay >= 0 && delay < Infinity)) throw new RangeError(`delay is a time in ms, got ${delay}`);
  const steps = delay === undefined ? delayStep ?? 1 : Math.round(delay / getDt());
  if (Number.isInteger(steps) && steps >= 0) return Math.max(1, steps);
  throw new RangeError(`delayStep is a whole number of steps, got ${steps}`);
}

function formOf(method: 'sparse' | 'dense' = 'sparse', conn: Connector, strengthCount: number): number {
  if (method === 'dense') return forms.dense;
  if (conn instanceof One2One) return forms.oneToOne;
  return conn instanceof All2All && conn.includeSelf && strengthCount === 1 ? forms.allToAll : forms.sparse;
}

/** The strengths of connections as a matrix; several connections of two cells are added up. */
function matrixOf(indices: Int32Array, indptr: Int32Array, g_max: Vector, postCount: number): Matrix {
  const strength = g_max.toTypedArray();
  const elements = new Float64Array((indptr.length - 1) * postCount);
  for (let i = 0; i + 1 < indptr.length; i++) {
    for (let k = indptr[i]!; k < indptr[i + 1]!; k++) elements[i * postCount + indices[k]!]! += strength[strength.length === 1 ? 0 : k]!;
  }
  return array(elements, { shape: [indptr.length - 1, postCount], dtype: g_max.dtype }) as Matrix;
}
