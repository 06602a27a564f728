import { afterEach, describe, expect, it, vi } from 'vitest';
import { DTypeError, JitError, ShapeError } from '../../runtime/abi/errors.js';
import type { ClassMeta } from '../../runtime/abi/unit.js';
import type { NDArray } from '../../runtime/array/types.js';
import { Base } from '../../runtime/core/base.js';
import { NodeList } from '../../runtime/core/node-list.js';
import { Variable } from '../../runtime/core/variable.js';
import { defineClass } from '../../runtime/jit/define-class.js';
import { isJitted } from '../../runtime/jit/is-jitted.js';
import { jit } from '../../runtime/jit/jit.js';
import { loadProgram } from '../../runtime/jit/load-program.js';
import { setJit, withoutJit } from '../../runtime/jit/settings.js';
import { memoryUse, setMemoryBudget } from '../../runtime/memory/residency.js';
import { arrayOf } from './array-fixture.js';
import { tinyProgram } from './jit-fixture.js';

const cellClass: ClassMeta = {
  id: 'src/c.ts:Cell', name: 'Cell', bytes: 168, entries: { call: 'src/c.ts:Cell.call' },
  fields: [
    { kind: 'variable', name: 'state', offset: 8, dtype: 'float', rank: 1 },
    { kind: 'number', name: 'gain', offset: 56 },
    { kind: 'array', name: 'table', offset: 64, dtype: 'float', rank: null, orNumber: true },
    { kind: 'boolean', name: '#on', offset: 112 },
    { kind: 'string', name: 'mode', offset: 120 },
    { kind: 'object', name: 'limits', fields: [{ kind: 'number', name: 'low', offset: 128 }, { kind: 'number', name: 'high', offset: 136 }] },
    { kind: 'list', name: 'weights', offset: 144, stride: 8, item: { kind: 'number', name: 'weights', offset: 0 } },
    { kind: 'instance', name: 'next', offset: 152, classes: ['src/c.ts:Cell', 'src/c.ts:Fast'] },
  ],
};
const fastClass: ClassMeta = { ...cellClass, id: 'src/c.ts:Fast', name: 'Fast', entries: { call: 'src/c.ts:Fast.call' } };
const layerClass: ClassMeta = {
  id: 'src/c.ts:Layer', name: 'Layer', bytes: 16, entries: { update: 'src/c.ts:Layer.update', which: 'src/c.ts:Layer.which' },
  fields: [{ kind: 'list', name: 'cells', offset: 8, stride: 8, item: { kind: 'instance', name: 'cells', offset: 0, classes: ['src/c.ts:Cell', 'src/c.ts:Fast'] } }],
};

const number = (offset: number) => ({ kind: 'number', offset }) as const;
const program = loadProgram(tinyProgram({
  source: `
    // state = state * gain + input + table[0] (+ low + high + the weights, where #on)
    function step(cell: i32, input: f64): void {
      const descriptor = load<i32>(cell, 8), table = load<i32>(load<i32>(cell, 64)), weights = load<i32>(cell, 144);
      const n = load<i32>(descriptor, 4), state = load<i32>(descriptor);
      let more = input;
      if (load<f64>(cell, 112) != 0) {
        more += load<f64>(cell, 128) + load<f64>(cell, 136);
        for (let i = 0; i < load<i32>(weights); i++) more += load<f64>(weights + 8 + 8 * i);
      }
      if (load<i32>(cell, 120) == 1) more += 1000;
      for (let i = 0; i < n; i++) {
        if (load<i32>(descriptor, 12) == 0) {
          store<f32>(state + 4 * i, <f32>(load<f32>(state + 4 * i) * <f32>load<f64>(cell, 56) + <f32>more + load<f32>(table)));
        } else {
          store<f64>(state + 8 * i, load<f64>(state + 8 * i) * load<f64>(cell, 56) + more + load<f64>(table));
        }
      }
    }
    export function cell(frame: i32): void { step(load<i32>(frame), load<f64>(frame, 8)); }
    export function fast(frame: i32): void { step(load<i32>(frame), 2 * load<f64>(frame, 8)); }
    export function failing(frame: i32): void {
      step(load<i32>(frame), 7);
      index(0, load<i32>(load<i32>(frame), 8), 99);
    }
    export function layer(frame: i32): void {
      const cells = load<i32>(load<i32>(frame), 8);
      for (let i = 0; i < load<i32>(cells); i++) {
        const item = load<i32>(cells + 8 + 8 * i);
        step(item, load<i32>(item) == 1 ? 100 : 1);
        if (load<i32>(item, 152)) step(load<i32>(item, 152), 1);
      }
    }
    export function which(frame: i32): void {
      const cells = load<i32>(load<i32>(frame), 8);
      store<i32>(frame + 8, load<i32>(cells + 8 + 8));
    }
    export function state(frame: i32): void { memory.copy(frame + 8, load<i32>(load<i32>(frame), 8), 48); }
  `,
  classes: [cellClass, fastClass, layerClass],
  strings: ['slow', 'boost'],
  sites: [{ operation: '[]', operands: ['this.state'], position: 'src/c.ts:9:9' }],
  units: [
    {
      id: 'src/c.ts:Cell.call', self: { class: 'src/c.ts:Cell', offset: 0 }, parameters: [{ name: 'input', slot: number(8) }], writes: true,
      variants: [{ export: 'cell', results: { kind: 'none' }, frameBytes: 64 }],
    },
    {
      id: 'src/c.ts:Fast.call', self: { class: 'src/c.ts:Fast', offset: 0 }, parameters: [{ name: 'input', slot: number(8) }], writes: true,
      variants: [{ export: 'fast', results: { kind: 'none' }, frameBytes: 64 }],
    },
    {
      id: 'src/c.ts:failing', parameters: [{ name: 'cell', slot: { kind: 'instance', offset: 0, classes: ['src/c.ts:Cell'] } }],
      writes: true, failsAfterWrite: true, variants: [{ export: 'failing', results: { kind: 'none' }, frameBytes: 64 }],
    },
    {
      id: 'src/c.ts:Layer.update', self: { class: 'src/c.ts:Layer', offset: 0 }, writes: true,
      variants: [{ export: 'layer', results: { kind: 'none' }, frameBytes: 64 }],
    },
    {
      id: 'src/c.ts:Layer.which', self: { class: 'src/c.ts:Layer', offset: 0 },
      variants: [{ export: 'which', results: { kind: 'instance', offset: 8, classes: ['src/c.ts:Cell'] }, frameBytes: 64 }],
    },
    {
      id: 'src/c.ts:captured', writes: true,
      captures: [{ name: 'cell', slot: { kind: 'instance', offset: 0, classes: ['src/c.ts:Cell'] } }, { name: 'k', slot: number(8) }],
      variants: [{ export: 'cell', results: { kind: 'none' }, frameBytes: 64 }],
    },
    {
      id: 'src/c.ts:state', parameters: [{ name: 'cell', slot: { kind: 'instance', offset: 0, classes: ['src/c.ts:Cell'] } }],
      variants: [{ export: 'state', results: { kind: 'array', offset: 8, dtype: 'float', rank: 1 }, frameBytes: 64 }],
    },
  ],
}));

class Cell extends Base {
  readonly state: Variable<1>;
  gain = 2;
  table: NDArray | number = 0;
  readonly #on: boolean;
  mode = 'slow';
  limits = { low: 10, high: 20 };
  weights = [1, 2, 3];
  next: Cell | undefined;

  constructor(size = 2, on = false) {
    super();
    this.state = new Variable(size);
    this.#on = on;
  }

  call(input: number): void {
    this.state.value = arrayOf([...this.state].map((x) => x * this.gain + input + 0.5), 'float32');
    if (input === 13) throw new RangeError('unlucky');
  }

  isOn(): boolean {
    return this.#on;
  }

  static {
    defineClass(this, program, 'src/c.ts:Cell', { jit: ['call'], privates: { '#on': (cell: Cell) => cell.#on } });
  }
}

class Fast extends Cell {
  static {
    defineClass(this, program, 'src/c.ts:Fast');
  }
}

class Layer extends Base {
  readonly cells: NodeList<Cell>;

  constructor(...cells: Cell[]) {
    super();
    this.cells = new NodeList(cells);
  }

  update(): string {
    return 'original';
  }

  which(): unknown {
    return this.cells[1];
  }

  static {
    defineClass(this, program, 'src/c.ts:Layer');
  }
}

const stateOf = (cell: Cell): unknown => cell.state.toArray();

afterEach(() => {
  setJit(true);
  vi.restoreAllMocks();
});

describe('a compiled class', () => {
  it('runs compiled code for decorated methods, on its Variables', () => {
    const cell = new Cell();
    cell.call(1);
    cell.call(1);
    expect(stateOf(cell)).toEqual([3, 3]);
    expect(isJitted(cell.call)).toBe(true);
  });

  it('runs the original where jit is off, in every form of off', () => {
    const cell = new Cell(1);
    withoutJit(() => cell.call(1));
    expect(stateOf(cell)).toEqual([1.5]);
    expect(withoutJit(() => isJitted(cell.call))).toBe(false);
    setJit(false);
    cell.call(0);
    expect(stateOf(cell)).toEqual([3.5]);
    setJit(true);
    const off = jit(cell, { jit: false });
    off(0);
    expect(stateOf(cell)).toEqual([7.5]);
    expect([isJitted(off), isJitted(jit(cell))]).toEqual([false, true]);
  });

  it('sees private fields, strings, records, lists and arrays of constants', () => {
    const cell = new Cell(1, true);
    cell.mode = 'boost';
    cell.table = arrayOf([0.25], 'float32');
    cell.call(1);
    expect(stateOf(cell)).toEqual([1 + 30 + 6 + 1000 + 0.25]);
  });

  it('takes a number where an array constant is declared', () => {
    const cell = new Cell(1);
    cell.table = 0.5;
    cell.call(1);
    expect(stateOf(cell)).toEqual([1.5]);
  });

  it('runs in the float type of the Variables', () => {
    const cell = new Cell(1);
    (cell as { state: unknown }).state = new Variable(1, { dtype: 'float64' });
    cell.call(0.1);
    expect(stateOf(cell)).toEqual([0.1]);
    cell.state.value = arrayOf([1 / 3], 'float64');
    cell.call(0);
    expect(stateOf(cell)).toEqual([2 / 3]);
  });

  it('refuses Variables that share no float type, and wrong ranks', () => {
    const mixed = new Cell(1);
    mixed.table = arrayOf([0], 'float64');
    expect(() => mixed.call(1)).toThrow(DTypeError);
    expect(() => mixed.call(1)).toThrow(/Cell\.state is float32, Cell\.table is float64/);
    // Nothing is frozen by a call that was refused.
    mixed.table = 0.5;
    mixed.call(1);
    expect(stateOf(mixed)).toEqual([1.5]);
    const wrong = new Cell(1);
    (wrong as { state: unknown }).state = new Variable([1, 1]);
    expect(() => wrong.call(1)).toThrow(ShapeError);
  });

  it('warns once of a constant that has changed, and goes on with the first value', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const cell = new Cell(1);
    cell.call(1);
    cell.gain = 100;
    cell.limits.low = 11;
    cell.weights.push(4);
    cell.call(1);
    cell.call(1);
    expect(stateOf(cell)).toEqual([7]);
    expect(warn.mock.calls.map(([text]) => String(text).slice(0, 90))).toEqual([
      expect.stringMatching(/Cell\.gain was 2 .* is 100/), expect.stringMatching(/Cell\.limits\.low/), expect.stringMatching(/Cell\.weights\.length/),
    ]);
  });

  it('sees a constant array as it was, also where its elements are written later', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const cell = new Cell(1);
    const table = arrayOf<1>([1], 'float32');
    cell.table = table;
    cell.call(0);
    table[0] = 50;
    cell.call(0);
    expect(stateOf(cell)).toEqual([3]);
    expect(warn).toHaveBeenCalledOnce();
  });

  it('takes snapshots that later calls leave alone', () => {
    const cell = new Cell(1);
    cell.call(1);
    const snapshot = cell.state.value;
    cell.call(1);
    expect([snapshot.toArray(), stateOf(cell)]).toEqual([[1], [3]]);
  });

  it('runs inherited methods for subclasses that are registered, and the original for those that override unseen', () => {
    const fast = new Fast(1);
    fast.call(1);
    expect(stateOf(fast)).toEqual([2]);
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    class Extending extends Cell {
      override call(input: number): void {
        super.call(input + 1);
      }
    }
    const extending = new Extending(1);
    extending.call(1);
    expect(stateOf(extending)).toEqual([2.5]);
    class Overriding extends Cell {
      override isOn(): boolean {
        return true;
      }
    }
    const overriding = new Overriding(1);
    overriding.call(1);
    expect(stateOf(overriding)).toEqual([1.5]);
    expect(warn).toHaveBeenCalledOnce();
    expect(warn).toHaveBeenCalledWith(expect.stringMatching(/Overriding overrides isOn of Cell/));
    const plain = new (class extends Cell {})(1);
    plain.call(1);
    expect(stateOf(plain)).toEqual([1]);
  });
});

describe('jit(instance)', () => {
  it('is called like its call method, and is otherwise the object', () => {
    const layer = new Layer(new Cell(1), new Fast(1));
    const compiled = jit(layer);
    expect(compiled).toBeInstanceOf(Layer);
    expect(compiled.cells).toBe(layer.cells);
    expect(Object.keys(compiled)).toEqual(Object.keys(layer));
    expect(compiled.update).toBe(compiled.update);
    expect(isJitted(compiled.update)).toBe(true);
    expect([...compiled.vars().keys()]).toEqual(['cells.0.state', 'cells.1.state']);
    expect(() => (compiled as unknown as () => void)()).toThrow(/Layer\d+ cannot be called/);
    const cell = jit(new Cell(1, true));
    expect(cell.isOn()).toBe(true);
    cell.gain = 5;
    expect(cell.gain).toBe(5);
  });

  it('dispatches the objects of a list by class, shared ones once, cycles too', () => {
    const [first, second] = [new Cell(1), new Fast(1)];
    first.next = second;
    second.next = first;
    const layer = new Layer(first, second);
    const compiled = jit(layer);
    compiled.update();
    // first: +1, then second: +1; second: *2 + 100, then first: *2 + 1
    expect([stateOf(first), stateOf(second)]).toEqual([[3], [102]]);
    expect(compiled.which()).toBe(second);
    expect(layer.update()).toBe('original');
  });

  it('refuses objects whose classes the program does not know', () => {
    class Stranger extends Base {}
    const layer = new Layer(new Stranger() as Cell);
    expect(() => jit(layer).update()).toThrow(JitError);
    expect(() => jit(layer).update()).toThrow(/Layer\.cells\.0 is a Stranger; compiled code knows Cell, Fast/);
  });

  it('writes its records again when their memory has been reclaimed', () => {
    const cells = Array.from({ length: 40 }, () => new Cell(100));
    for (const cell of cells) cell.call(1);
    const { budget, pagedOut } = memoryUse();
    setMemoryBudget(10_000);
    try {
      arrayOf(new Float32Array(1000), 'float32');
      for (const cell of cells) cell.call(1);
      expect(memoryUse().pagedOut).toBeGreaterThan(pagedOut);
    } finally {
      setMemoryBudget(budget);
    }
    expect(cells.every((cell) => cell.state.toTypedArray().every((x) => x === 3))).toBe(true);
  });
});

describe('calls that throw', () => {
  it('leave Variables as they were, compiled', () => {
    const cell = new Cell(2);
    cell.call(1);
    const unit = program.unit('src/c.ts:failing');
    expect(() => unit.call(undefined, [cell])).toThrow(/this\.state\[99\]: this\.state is \[2\].*src\/c\.ts:9:9/);
    expect(stateOf(cell)).toEqual([1, 1]);
    cell.call(1);
    expect(stateOf(cell)).toEqual([3, 3]);
  });

  it('leave Variables as they were, original', () => {
    const cell = new Cell(2);
    cell.call(1);
    expect(() => withoutJit(() => cell.call(13))).toThrow('unlucky');
    expect(stateOf(cell)).toEqual([1, 1]);
  });

  it('undo compiled calls that an original made', () => {
    const cell = new Cell(1);
    const original = jit(() => {
      cell.call(1);
      throw new RangeError('late');
    });
    expect(original).toThrow('late');
    expect(stateOf(cell)).toEqual([0]);
  });

  it('check arguments in both ways', () => {
    const cell = new Cell(1);
    const wrong = (): void => cell.call('1' as unknown as number);
    expect(wrong).toThrow(/Cell\.call: input must be a number, got "1"/);
    expect(() => withoutJit(wrong)).toThrow(/Cell\.call: input must be a number, got "1"/);
    expect(() => (cell.call as () => void)()).toThrow(/input is missing/);
  });
});

describe('captures and results', () => {
  it('are read once, at the first call', () => {
    const cell = new Cell(1);
    const captures = vi.fn(() => [cell, 4] as const);
    const unit = program.unit('src/c.ts:captured', captures);
    expect(captures).not.toHaveBeenCalled();
    unit.call(undefined, []);
    unit.call(undefined, []);
    expect(captures).toHaveBeenCalledOnce();
    expect(stateOf(cell)).toEqual([12]);
  });

  it('give a Variable back as a copy', () => {
    const cell = new Cell(2);
    cell.call(3);
    const state = program.unit('src/c.ts:state').call(undefined, [cell]) as NDArray;
    cell.call(3);
    expect(state.toArray()).toEqual([3, 3]);
  });

  it('of a class come from one thunk, entry after entry', () => {
    const entries = { call: 'src/k.ts:K.call', update: 'src/k.ts:K.update' };
    const unit = (id: string, count: number) => ({
      id, self: { class: 'src/k.ts:K', offset: 0 },
      captures: Array.from({ length: count }, (_, i) => ({ name: `k${i}`, slot: number(8 + 8 * i) })),
      variants: [{ export: 'second', results: number(8), frameBytes: 64 }],
    });
    const small = loadProgram(tinyProgram({
      source: 'export function second(frame: i32): void {}',
      classes: [{ id: 'src/k.ts:K', name: 'K', bytes: 8, fields: [], entries }],
      units: [unit(entries.call, 2), unit(entries.update, 1)],
    }));
    class K extends Base {
      call(): number { return 0; }
      update(): number { return 0; }
      static { defineClass(this, small, 'src/k.ts:K', { jit: ['call', 'update'], captures: () => [1, 2, 3] }); }
    }
    expect([new K().call(), new K().update()]).toEqual([1, 3]);
  });
});
