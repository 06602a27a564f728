/** Random programs as text, from a stream of choices: shorter streams and smaller numbers give simpler programs, so that fast-check can shrink. */

/** Arrays of ranks that broadcast with each other, a number, two Variables. All float arrays have the call's float type but `d`. */
const parameters = 'a: Vector, b: Vector, X: Matrix, c: Matrix, s: NDArray<0>, d: NDArray<1, \'float64\'>, i: NDArray<1, \'int32\'>, k: number';

/** One class whose method `call` is the program, and what is returned. */
export function printProgram(name: string, choices: readonly number[]): string {
  return new Writer(name, choices).print();
}

class Writer {
  readonly #name: string;
  readonly #choices: readonly number[];
  #at = 0;
  #count = 0;
  #indent = '    ';
  readonly #lines: string[] = [];
  /** Names in scope: of vectors in the call's float type, and of arrays of any kind. */
  #vectors = ['a', 'b', 'this.v', 'this.w'];
  #arrays = ['X', 'a', 'c', 's', 'this.M', 'd', 'i'];

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
  call(${parameters}) {
    let u: NDArrayLike = a * 1;
${this.#lines.join('\n')}
    return [u, ${[...returned, 'this.v.value', 'this.M.value'].join(', ')}];
  }
}
export const ${this.#name}_run = (${parameters}) => {
  const model = jit(new ${this.#name}());
  return [model(a, b, X, c, s, d, i, k), model(b, a, X, c, s, d, i, 2), model.v, model.M];
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
    switch (this.#choose(isOuter ? 9 : 6)) {
      case 0: return this.#declare(this.#vector(3), this.#vectors);
      case 1: return this.#declare(this.#array(3), this.#arrays);
      case 2: this.#line(`u = ${this.#vector(2)};`); return undefined;
      case 3: this.#line(`${this.#pick(['this.v', 'this.w'])}.value = ${this.#vector(3)};`); return undefined;
      case 4: this.#line(`this.v[${this.#choose(5)}] = ${this.#number(2)};`); return undefined;
      case 5: this.#line(`this.M.value = ${this.#pick(['X', 'this.M', 'X + c', 'this.M * c'])} * ${this.#number(1)} + ${this.#vector(2)};`); return undefined;
      case 6: this.#block(`if (${this.#number(1)} > ${this.#number(1)}) {`); this.#block('} else {'); this.#line('}'); return undefined;
      case 7: this.#block(`for (let j = 0; j < ${this.#choose(4)}; j++) {`); this.#line('}'); return undefined;
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
    switch (depth === 0 ? 0 : this.#choose(9)) {
      case 0: return this.#pick([...this.#vectors, 'u']);
      case 1: return `(${inner()} ${this.#pick(['+', '-', '*', '/', '%'])} ${inner()})`;
      case 2: return `(${inner()} ${this.#pick(['+', '-', '*', '/', '%'])} ${this.#number(depth - 1)})`;
      case 3: return `(${this.#number(depth - 1)} ${this.#pick(['-', '*', '/', '%'])} ${inner()})`;
      case 4: return `bm.${this.#pick(['exp', 'abs', 'sqrt', 'floor', 'tanh', 'neg'])}(${inner()})`;
      case 5: return `bm.where(${inner()} ${this.#pick(['>', '<=', '<'])} ${this.#number(depth - 1)}, ${inner()}, ${this.#pick(['0', '0.5', 'k', inner()])})`;
      case 6: return `(${inner()} ** ${this.#pick(['2', '3', '-1', '0.5', '0', 'k'])})`;
      case 7: return `bm.${this.#pick(['minimum', 'maximum'])}(${inner()}, ${inner()})`;
      default: return `(+(${inner()} > ${inner()}) * ${inner()})`;
    }
  }

  /** An array of any rank and dtype. */
  #array(depth: number): string {
    const inner = (): string => this.#array(depth - 1);
    switch (depth === 0 ? 0 : this.#choose(7)) {
      case 0: return this.#pick([...this.#arrays, ...this.#vectors]);
      case 1: return `(${inner()} ${this.#pick(['+', '-', '*', '/', '%'])} ${inner()})`;
      case 2: return `(${inner()} ${this.#pick(['+', '-', '*', '/'])} ${this.#number(depth - 1)})`;
      case 3: return `bm.${this.#pick(['exp', 'abs', 'sign'])}(${inner()})`;
      case 4: return `bm.where(${inner()} > ${this.#number(depth - 1)}, ${inner()}, ${inner()})`;
      case 5: return `(${inner()} ** ${this.#pick(['2', '3', '0'])})`;
      default: return `bm.dot(X, ${this.#vector(depth - 1)})`.replace(/^/, 'bm.sum(').concat(') * ').concat(inner());
    }
  }

  /** A plain number or an array of rank 0. */
  #number(depth: number): string {
    switch (depth === 0 ? this.#choose(4) : this.#choose(8)) {
      case 0: return '2';
      case 1: return 'k';
      case 2: return '0.5';
      case 3: return '-1.25';
      case 4: return `bm.${this.#pick(['sum', 'max', 'min', 'mean'])}(${this.#vector(depth - 1)})`;
      case 5: return `bm.dot(${this.#vector(depth - 1)}, ${this.#vector(depth - 1)})`;
      case 6: return `(${this.#number(depth - 1)} ${this.#pick(['+', '-', '*', '/', '%'])} ${this.#number(depth - 1)})`;
      default: return `bm.sum(${this.#array(depth - 1)})`;
    }
  }
}
