/** Kernels in plain JavaScript behind the names and signatures of the real ones: the engine is tested apart from the compiler. */
import type { DType } from '../../runtime/abi/dtype.js';
import type { Kernel, KernelModule } from '../../runtime/memory/kernel-module.js';
import { elementsAt } from '../../runtime/memory/storage.js';

const dtypes: Record<string, DType> = { f32: 'float32', f64: 'float64', i32: 'int32', u32: 'uint32', bool: 'bool' };

function store(dtype: DType, value: number): number {
  return dtype === 'bool' ? Number(value !== 0) : value;
}

/** Kernels of an element-wise operation. `result`: the dtype of the result, where it is not the operands'. */
export function fakeMap(compute: (...args: number[]) => number, result?: DType, conditions = 0): KernelModule {
  return fakeModule((wanted) => {
    const [, tag, form] = /^(f32|f64|i32|u32|bool)_([vs]+)$/.exec(wanted) ?? [];
    if (tag === undefined || form === undefined) return undefined;
    const dtype = dtypes[tag]!;
    if (/^s+$/.test(form)) return tag === 'f64' ? (...args) => Number(compute(...args)) : undefined;
    const given = result ?? dtype;
    return (n, out, ...args) => {
      const target = elementsAt(given, out!, n!);
      const sources = args.map((arg, k) => (form[k] === 's' ? arg : elementsAt(k < conditions ? 'bool' : dtype, arg, n!)));
      const values = Array.from({ length: n! }, (_, i) => compute(...sources.map((source) => (typeof source === 'number' ? source : source[i]!))));
      values.forEach((value, i) => { target[i] = store(given, value); });
      return 0;
    };
  });
}

export function fakeCast(): KernelModule {
  return fakeModule((wanted) => {
    const [, from, to] = /^(\w+?)_(\w+)$/.exec(wanted)!;
    return (n, out, x) => {
      const source = elementsAt(dtypes[from!]!, x!, n!);
      const target = elementsAt(dtypes[to!]!, out!, n!);
      for (let i = 0; i < n!; i++) target[i] = store(dtypes[to!]!, source[i]!);
      return 0;
    };
  });
}

export function fakeReduction(start: number, combine: (a: number, b: number) => number): KernelModule {
  return fakeModule((wanted) => {
    const [, tag, of] = /^(f32|f64|i32|u32|bool)_(all|axis)$/.exec(wanted) ?? [];
    if (tag === undefined) return undefined;
    const dtype = dtypes[tag]!;
    if (of === 'all') return (n, x) => Array.from<number>(elementsAt(dtype, x!, n!)).reduce((a, b) => combine(a, b), start);
    return (outer, n, inner, out, x) => {
      const [source, target] = [elementsAt(dtype, x!, outer! * n! * inner!), elementsAt(dtype, out!, outer! * inner!)];
      for (let i = 0; i < target.length; i++) {
        let total = start;
        for (let k = 0; k < n!; k++) total = combine(total, source[Math.floor(i / inner!) * n! * inner! + k * inner! + (i % inner!)]!);
        target[i] = store(dtype, total);
      }
      return 0;
    };
  });
}

export function fakeProducts(): KernelModule {
  return fakeModule((wanted) => {
    const [, name, tag] = /^(dot|matvec|vecmat|matmul)_(\w+)$/.exec(wanted)!;
    const dtype = dtypes[tag!]!;
    const multiply = (m: number, k: number, n: number, out: number, a: number, b: number): number => {
      const [x, y, z] = [elementsAt(dtype, a, m * k), elementsAt(dtype, b, k * n), elementsAt(dtype, out, m * n)];
      for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) {
        let total = 0;
        for (let l = 0; l < k; l++) total += x[i * k + l]! * y[l * n + j]!;
        z[i * n + j] = total;
      }
      return 0;
    };
    const forms: Record<string, Kernel> = {
      dot: (n, a, b) => Array.from<number>(elementsAt(dtype, a!, n!)).reduce((total, value, i) => total + value * elementsAt(dtype, b!, n!)[i]!, 0),
      matvec: (m, n, out, a, b) => multiply(m!, n!, 1, out!, a!, b!),
      vecmat: (m, n, out, v, x) => multiply(1, m!, n!, out!, v!, x!),
      matmul: (m, k, n, out, a, b) => multiply(m!, k!, n!, out!, a!, b!),
    };
    return forms[name!];
  });
}

function fakeModule(find: (name: string) => Kernel | undefined): KernelModule {
  return { exports: {}, find, get: (name) => find(name) ?? (() => { throw new Error(`no kernel ${name}`); }) };
}
