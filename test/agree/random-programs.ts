/** Random programs as text, from a stream of choices: shorter streams and smaller numbers give simpler programs, so that fast-check can shrink. */

/** Arrays of ranks that broadcast with each other, a number, two Variables. All float arrays have the call's float type but `d`. */
const parameters = 'a: Vector, b: Vector, X: Matrix, c: Matrix, s: NDArray<0>, d: NDArray<1, \'float64\'>, i: NDArray<1, \'int32\'>, k: number';

/** What all programs of a file share: helpers with default parameters, which return early and jump. */
const head = `import { Base, Variable, jit, math as bm, type Matrix, type NDArray, type NDArrayLike, type Vector } from 'myelin';
function mix(x: NDArrayLike, y: NDArrayLike, rate = 0.25, shift = rate * 2) {
  if (rate > 1) return x - y;
  return x * rate + y * (1 - rate) + shift;
}
const clip = (x: NDArrayLike, { low = -1, high = 2 }: { low?: number; high?: number } = {}) => bm.minimum(bm.maximum(x, low), high);
function count(n: number, from = 1) {
  let s = 0;
  for (let i = from; i < n; i++) {
    if (i === 3) continue;
    s += i * 1.5;
    if (s > 8) return -s;
  }
  return s;
}
`;

/** A file of programs: `Program0_run` and so on. */
export function printPrograms(programs: readonly (readonly number[])[]): string {
  return head + programs.map((choices, n) => new Writer(`Program${n}`, choices).print()).join('');
}

const variables = ['this.v', 'this.M', 'this.n', 'this.q', 'this.on'];

class Writer {
  readonly #name: string;
  readonly #choices: readonly number[];
  #at = 0;
  #count = 0;
  #indent = '    ';
  readonly #lines: string[] = [];
  /** Names in scope: of vectors in the call's float type, and of arrays of any kind. */
  #vectors = ['a', 'b', 'this.v', 'this.w', 'y', 'record.x'];
  #arrays = ['X', 'a', 'c', 's', 'this.M', 'd', 'i', 'this.n', 'this.q', 'this.on'];
  /** What jumps may stand inside of the loops around. */
  #jumps: readonly string[] = [];
  #loops = 0;

  constructor(name: string, choices: readonly number[]) {
    this.#name = name;
    this.#choices = choices;
  }

  print(): string {
    const returned: string[] = [];
    for (let n = 0; n < 7 && this.#at < this.#choices.length; n++) {
      const made = this.#statement(true);
      if (made !== undefined) returned.push(made);
    }
    return `class ${this.#name} extends Base {
  readonly v = new Variable(bm.array([1.5, -2, 0.25, 4, 0]));
  readonly w = this.v;
  readonly M = new Variable(bm.ones([3, 5]));
  readonly n = new Variable(bm.array([3, -1, 0, 7, 2], { dtype: 'int32' }));
  readonly q = new Variable(bm.array([0, 1, 4294967295, 7, 2], { dtype: 'uint32' }));
  readonly on = new Variable(bm.array([true, false, true, true, false]));
  readonly bias?: Vector;
  constructor(readonly gain?: number) {
    super();
    if (gain !== undefined) this.bias = bm.array([gain, 0, -1, 0.5, 2]);
  }
  call(${parameters}) {
    let u: NDArrayLike = a * 1;
    let m = 1;
    const xs = [0.5, k, -2];
    const record = { x: b * 1 as NDArrayLike, k: 2.5 };
    const y = bm.zeros(5);
${this.#lines.join('\n')}
    return [u, m, xs[0]!, xs[1]!, xs[2]!, record.x, record.k, y, ${[...returned, ...variables.map((one) => `${one}.value`)].join(', ')}];
  }
}
export const ${this.#name}_run = (${parameters}) => {
  const [model, other] = [jit(new ${this.#name}()), jit(new ${this.#name}(3))];
  return [model(a, b, X, c, s, d, i, k), model(b, a, X, c, s, d, i, 2), other(b, a, X, c, s, d, i, k), model.v, model.M, other.n, other.q];
};
`;
  }

  /** A number below `count`; 0 once the stream has ended. */
  #choose(count: number): number {
    return (this.#choices[this.#at++] ?? 0) % count;
  }

  #pick(list: readonly string[]): string {
    return list[this.#choose(list.length)]!;
  }

  #line(text: string): void {
    this.#lines.push(this.#indent + text);
  }

  /** Gives the name of an array that is in scope at the end of the function. */
  #statement(isOuter: boolean): string | undefined {
    switch (this.#choose(isOuter ? 21 : 15)) {
      case 0: return this.#declare(this.#vector(3), this.#vectors);
      case 1: return this.#declare(this.#array(3), this.#arrays);
      case 2: this.#line(`u = ${this.#vector(2)};`); return undefined;
      case 3: this.#line(`${this.#pick(['this.v', 'this.w'])}.value = ${this.#vector(3)};`); return undefined;
      case 4: this.#line(`${this.#pick(['this.v', 'y', 'this.n', 'this.q', 'this.on'])}[${this.#index()}] = ${this.#number(2)};`); return undefined;
      case 5: this.#line(`this.M.value = ${this.#pick(['X', 'this.M', 'X + c', 'this.M * c'])} * ${this.#number(1)} + ${this.#vector(2)};`); return undefined;
      case 6: this.#line(`this.n.value = ${this.#whole(2)};`); return undefined;
      case 7: this.#line(`this.on.value = ${this.#mask(2)};`); return undefined;
      case 8: this.#line(`this.q.value = ${this.#pick(['this.q + 1', 'this.q * this.q', 'bm.floorDivide(this.q, 3)', `bm.where(${this.#mask(1)}, this.q, 7)`, 'this.q % 4', 'this.q - 2'])};`); return undefined;
      case 9: this.#line(`m ${this.#pick(['=', '+=', '-=', '*='])} ${this.#plain(2)};`); return undefined;
      case 10: this.#line(`xs[${this.#choose(3)}]${this.#pick([' =', '! +=', '! *='])} ${this.#plain(2)};`); return undefined;
      case 11: this.#line(`record.${this.#pick(['x', 'k']) === 'x' ? `x = ${this.#vector(2)}` : `k = ${this.#plain(2)}`};`); return undefined;
      case 12: this.#line(`${this.#pick(['y', 'this.v'])}.set(['1:4'], ${this.#pick([this.#number(1), `bm.at(${this.#vector(1)}, ':3')`, `bm.at(${this.#vector(1)}, '::-2')`])});`); return undefined;
      case 13: this.#line(`this.M.set([${this.#pick(['1', "':', 2", '0, 3', "':2', ':'"])}], ${this.#number(2)});`); return undefined;
      case 14: if (this.#jumps.length > 0) this.#line(`if (${this.#condition()}) ${this.#pick(this.#jumps)};`); return undefined;
      case 15: this.#block(`if (${this.#condition()}) {`); this.#block('} else {'); this.#line('}'); return undefined;
      case 16: this.#loop((j) => `for (let ${j} = 0; ${j} < ${this.#choose(4)}; ${j}++) {`); return undefined;
      case 17: this.#loop((j) => `for (const ${j} of ${this.#pick(['xs', '[1, 2.5, k]', 'b'])}) {`); return undefined;
      case 18: this.#rows(); return undefined;
      case 19: this.#switch(); return undefined;
      default: {
        const name = `t${this.#count++}`;
        this.#line(`const ${name} = ${this.#pick(['this.v.value', 'this.w.value', 'bm.asarray(this.v)'])};`);
        this.#vectors.push(name);
        return name;
      }
    }
  }

  #declare(value: string, names: string[]): string {
    const name = `t${this.#count++}`;
    this.#line(`const ${name} = ${value};`);
    names.push(name);
    return `bm.asarray(${name})`;
  }

  /** A loop with a label whose body holds a second one: jumps leave either. */
  #loop(head: (counter: string) => string): void {
    const label = `loop${this.#loops++}`;
    const jumps = this.#jumps;
    this.#jumps = [...jumps, `continue ${label}`, `break ${label}`];
    this.#block(`${label}: ${head(`j${this.#loops}`)}`);
    if (this.#choose(2) === 1) {
      this.#jumps = [...this.#jumps, 'continue', 'break'];
      this.#block(`  for (let i${this.#loops} = 3; i${this.#loops} > 0; i${this.#loops}--) {`);
      this.#line('  }');
    }
    this.#line('}');
    this.#jumps = jumps;
  }

  #rows(): void {
    const row = `row${this.#loops++}`;
    this.#vectors.push(row);
    this.#block(`for (const ${row} of ${this.#pick(['X', 'this.M'])}) {`);
    this.#vectors.splice(this.#vectors.indexOf(row), 1);
    this.#line('}');
  }

  #switch(): void {
    this.#line(`switch (${this.#pick(['m', 'k', 'Math.floor(m) % 3', 'm | 0'])}) {`);
    for (const label of ['case 1:', 'default:', 'case 2:']) {
      this.#block(`  ${label} {`);
      this.#line(this.#choose(2) === 0 ? '  } break;' : '  }');
    }
    this.#line('}');
  }

  #block(head: string): void {
    this.#line(head);
    const [vectors, arrays] = [[...this.#vectors], [...this.#arrays]];
    this.#indent += '  ';
    for (let n = this.#choose(3); n >= 0; n--) this.#statement(false);
    this.#indent = this.#indent.slice(2);
    [this.#vectors, this.#arrays] = [vectors, arrays];
  }

  /** An array of rank 1 in the call's float type. */
  #vector(depth: number): string {
    const inner = (): string => this.#vector(depth - 1);
    switch (depth === 0 ? 0 : this.#choose(17)) {
      case 0: return this.#pick([...this.#vectors, 'u']);
      case 1: return `(${inner()} ${this.#pick(['+', '-', '*', '/', '%'])} ${inner()})`;
      case 2: return `(${inner()} ${this.#pick(['+', '-', '*', '/', '%'])} ${this.#number(depth - 1)})`;
      case 3: return `(${this.#number(depth - 1)} ${this.#pick(['-', '*', '/', '%'])} ${inner()})`;
      case 4: return `bm.${this.#pick(['exp', 'abs', 'sqrt', 'floor', 'tanh', 'neg'])}(${inner()})`;
      case 5: return `bm.where(${inner()} ${this.#pick(['>', '<=', '<'])} ${this.#number(depth - 1)}, ${inner()}, ${this.#pick(['0', '0.5', 'k', inner()])})`;
      case 6: return `(${inner()} ** ${this.#pick(['2', '3', '-1', '0.5', '0', 'k'])})`;
      case 7: return `bm.${this.#pick(['minimum', 'maximum'])}(${inner()}, ${inner()})`;
      case 8: return `(+(${inner()} > ${inner()}) * ${inner()})`;
      case 9: return `mix(${inner()}, ${inner()}${this.#pick(['', `, ${this.#plain(1)}`, `, undefined, ${this.#plain(1)}`])})`;
      case 10: return `clip(${inner()}${this.#pick(['', ', {}', ', { high: 3 }', `, { low: ${this.#plain(1)} }`])})`;
      case 11: return `bm.${this.#pick(['sum', 'max', 'mean'])}(${this.#pick(['X', 'this.M', 'X * c'])}, { axis: 0 })`;
      case 12: return `bm.at(${this.#pick(['X', 'this.M'])}, ${this.#pick(['1', '-1'])})`;
      case 13: return `bm.at(${inner()}, '::-1')`;
      case 14: return `(this.bias === undefined ? ${inner()} : ${inner()} + this.bias)`;
      case 15: return `bm.where(${this.#mask(1)}, ${inner()}, ${inner()})`;
      default: return `bm.dot(${this.#pick(['bm.sum(X, { axis: 1 })', 'bm.at(c, \':\', 0)'])}, ${this.#pick(['X', 'this.M'])})`;
    }
  }

  /** An array of any rank and dtype. */
  #array(depth: number): string {
    const inner = (): string => this.#array(depth - 1);
    switch (depth === 0 ? 0 : this.#choose(11)) {
      case 0: return this.#pick([...this.#arrays, ...this.#vectors]);
      case 1: return `(${inner()} ${this.#pick(['+', '-', '*', '/', '%'])} ${inner()})`;
      case 2: return `(${inner()} ${this.#pick(['+', '-', '*', '/'])} ${this.#number(depth - 1)})`;
      // Of booleans there is no sign.
      case 3: return `bm.${this.#pick(['exp(', 'abs(', 'sign(1 * '])}${inner()})`;
      case 4: return `bm.where(${inner()} > ${this.#number(depth - 1)}, ${inner()}, ${inner()})`;
      case 5: return `(${inner()} ** ${this.#pick(['2', '3', '0'])})`;
      case 6: return `(bm.sum(bm.dot(X, ${this.#vector(depth - 1)})) * ${inner()})`;
      case 7: return `bm.${this.#pick(['sum', 'max', 'mean'])}(X * ${this.#vector(depth - 1)}, { axis: 1, keepdims: true })`;
      case 8: return `bm.astype(${inner()}, ${this.#pick(['\'float64\'', '\'float32\'', '\'int32\'', '\'uint32\'', '\'bool\''])})`;
      case 9: return this.#whole(depth);
      default: return `mix(${inner()}, ${inner()})`;
    }
  }

  /** A vector of int32: overflow wraps, division by zero gives 0. */
  #whole(depth: number): string {
    const inner = (): string => this.#whole(depth - 1);
    switch (depth === 0 ? 0 : this.#choose(6)) {
      case 0: return this.#pick(['i', 'this.n', 'bm.astype(this.on, \'int32\')']);
      case 1: return `(${inner()} ${this.#pick(['+', '-', '*', '%'])} ${inner()})`;
      case 2: return `(${inner()} ${this.#pick(['+', '-', '*', '%'])} ${this.#pick(['3', '1', '65537', 'b.length', '(m | 0)'])})`;
      case 3: return `bm.where(${this.#mask(1)}, ${inner()}, ${inner()})`;
      case 4: return `bm.${this.#pick(['floorDivide', 'mod', 'maximum', 'bitwiseXor', 'bitwiseAnd'])}(${inner()}, ${inner()})`;
      default: return `bm.${this.#pick(['abs', 'neg', 'sign', 'square', 'cumsum'])}(${inner()})`;
    }
  }

  #mask(depth: number): string {
    switch (depth === 0 ? 0 : this.#choose(6)) {
      case 0: return this.#pick(['this.on', 'this.on.value']);
      case 1: return `${this.#vector(depth - 1)} ${this.#pick(['>', '<=', '<'])} ${this.#number(depth - 1)}`;
      case 2: return `${this.#whole(depth - 1)} ${this.#pick(['>', '>=', '<'])} ${this.#pick(['1', '0.5', 'b', 'this.q'])}`;
      case 3: return `bm.${this.#pick(['logicalAnd', 'logicalOr', 'logicalXor'])}(${this.#mask(depth - 1)}, ${this.#mask(depth - 1)})`;
      case 4: return `bm.logicalNot(${this.#mask(depth - 1)})`;
      default: return `bm.${this.#pick(['equal', 'notEqual'])}(${this.#whole(depth - 1)}, ${this.#pick(['2', 'this.q', 'd'])})`;
    }
  }

  #condition(): string {
    switch (this.#choose(4)) {
      case 0: return `${this.#number(1)} > ${this.#number(1)}`;
      case 1: return `bm.${this.#pick(['any', 'all'])}(${this.#mask(1)})`;
      case 2: return `${this.#plain(1)} <= ${this.#plain(1)} ${this.#pick(['&&', '||'])} !(${this.#plain(1)} > 1)`;
      default: return 'this.bias !== undefined';
    }
  }

  #index(): string {
    return this.#pick(['0', '1', '2', '3', '4', 'b.length - 2', '(X.shape[0]! + 1) % 5']);
  }

  /** A number of JavaScript. */
  #plain(depth: number): string {
    const inner = (): string => this.#plain(depth - 1);
    switch (depth === 0 ? 0 : this.#choose(8)) {
      case 0: return this.#pick(['k', '2', 'm', '0.75', 'xs[1]!', 'record.k', 'b[3]!', 'this.n[0]!', 'X.shape[1]!']);
      case 1: return `(${inner()} ${this.#pick(['+', '-', '*', '/', '%'])} ${inner()})`;
      case 2: return `Math.${this.#pick(['floor', 'round', 'abs', 'sign', 'trunc'])}(${inner()})`;
      case 3: return `(${inner()} ${this.#pick(['|', '&', '^', '>>', '<<'])} ${this.#pick(['0', '3', 'm'])})`;
      case 4: return `(this.gain ?? ${inner()})`;
      case 5: return `(${inner()} < ${inner()} ? ${inner()} : ${inner()})`;
      case 6: return `count(${this.#pick(['k', '7', 'm % 9'])}${this.#pick(['', ', 0', ', -2'])})`;
      default: return this.#pick([`this.v[${this.#index()}]!`, `this.q[${this.#index()}]!`, 'bm.at(X, 1, -2)', 'bm.at(this.v, -1)', 'xs[Math.abs(m | 0) % 3]!']);
    }
  }

  /** A plain number or an array of rank 0. */
  #number(depth: number): string {
    switch (depth === 0 ? this.#choose(4) : this.#choose(11)) {
      case 0: return '2';
      case 1: return 'k';
      case 2: return '0.5';
      case 3: return '-1.25';
      case 4: return `bm.${this.#pick(['sum', 'max', 'min', 'mean'])}(${this.#vector(depth - 1)})`;
      case 5: return `bm.dot(${this.#vector(depth - 1)}, ${this.#vector(depth - 1)})`;
      case 6: return `(${this.#number(depth - 1)} ${this.#pick(['+', '-', '*', '/', '%'])} ${this.#number(depth - 1)})`;
      case 7: return `bm.sum(${this.#array(depth - 1)}).item()`;
      case 8: return `bm.sum(${this.#whole(depth - 1)})`;
      case 9: return `bm.sum(${this.#mask(depth - 1)})`;
      default: return this.#plain(depth);
    }
  }
}
