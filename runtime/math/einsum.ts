/**
 * Einstein's summation, `einsum`: operands are contracted from left to right, each pair by one batched matrix product, so the order of
 * sums is that of `matmul`.
 */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { printShape, sizeOf } from '../abi/shape.js';
import { numeric } from '../abi/signature.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { Counted, Given, NDArray } from '../array/types.js';
import { stridesOf } from '../array/copy-strided.js';
import { castArray } from './cast.js';
import { matmul } from './dot.js';
import { checkArray } from './operand.js';
import { copyAs, permuteAxes } from './rearrange.js';
import { sum } from './sum.js';

/** An array and the label of each of its axes, all different. */
interface Labelled {
  readonly array: NDArrayObject;
  readonly labels: readonly string[];
}

/** The rank that the text states after its arrow, if it has no dots and is known to the type checker. */
type OutputRank<S extends string> = string extends S ? number : S extends `${string}.${string}` ? number : S extends `${string}->${infer Out}` ? Letters<Out> : number;
type Letters<S extends string, List extends readonly 0[] = readonly []> = S extends `${infer Head}${infer Tail}` ? Letters<Tail, Head extends ' ' ? List : readonly [...List, 0]> : List['length'];

/**
 * Sums of products as `'ij,jk->ik'` states them: axes with the same letter are taken together, letters that are not behind the arrow
 * are summed. Without an arrow the letters that occur once are kept, in order of the alphabet. `...` stands for axes without letters.
 */
export function einsum<const S extends string, D extends DType = DType>(subscripts: S, ...operands: readonly Given<number, D>[]): NDArray<OutputRank<S>, Counted<D>> {
  const arrays = operands.map((operand, k) => checkArray('einsum', `operand ${k + 1}`, operand)).map((array) => castArray(array, numeric(array.dtype)));
  const { inputs, output } = readSubscripts(subscripts, arrays);
  checkSizes(subscripts, arrays, inputs);
  let [result, ...rest] = arrays.map((array, k) => mergeRepeated(array, inputs[k]!)) as [Labelled, ...Labelled[]];
  for (const [k, next] of rest.entries()) {
    const needed = new Set([...output, ...rest.slice(k + 1).flatMap(({ labels }) => labels)]);
    result = contractPair(result, next, needed);
  }
  const summed = sumUnneeded(result, new Set(output));
  return toPublic(permuteAxes(summed.array, output.map((label) => summed.labels.indexOf(label))));
}

function readSubscripts(text: string, arrays: readonly NDArrayObject[]): { readonly inputs: readonly (readonly string[])[]; readonly output: readonly string[] } {
  const [left = '', right] = text.replaceAll(' ', '').split('->');
  const parts = left.split(',');
  if (parts.length !== arrays.length) throw new ShapeError(`einsum: '${text}' is for ${parts.length} operands, and there are ${arrays.length}`);
  const inputs = parts.map((part, k) => {
    const rank = arrays[k]!.ndim;
    const dots = Math.max(0, rank - part.replace('...', '').length);
    // Axes without letters are counted from the end, as broadcasting does: '1' is the last of them.
    const labels = part.includes('...') ? [...part.slice(0, part.indexOf('.')), ...Array.from({ length: dots }, (_, i) => String(dots - i)), ...part.slice(part.indexOf('.') + 3)] : [...part];
    if (labels.length !== rank || !labels.every((label) => /^(?:[a-zA-Z]|\d+)$/.test(label))) throw new ShapeError(`einsum: '${part}' does not fit operand ${k + 1}, which is ${printShape(arrays[k]!.shape)}`);
    return labels;
  });
  const all = inputs.flat();
  const dots = [...new Set(all.filter((label) => /\d/.test(label)))].sort((a, b) => Number(b) - Number(a));
  if (right === undefined) return { inputs, output: [...dots, ...[...new Set(all)].filter((label) => /[a-zA-Z]/.test(label) && all.indexOf(label) === all.lastIndexOf(label)).sort()] };
  const output = right.includes('...') ? [...right.slice(0, right.indexOf('.')), ...dots, ...right.slice(right.indexOf('.') + 3)] : [...right];
  const wrong = output.find((label, k) => !all.includes(label) || output.indexOf(label) !== k);
  if (wrong !== undefined) throw new ShapeError(`einsum: '${wrong}' behind the arrow of '${text}' must occur once there, and in front of it`);
  return { inputs, output };
}

function checkSizes(text: string, arrays: readonly NDArrayObject[], inputs: readonly (readonly string[])[]): void {
  const sizes = new Map<string, number>();
  for (const [k, labels] of inputs.entries()) {
    for (const [axis, label] of labels.entries()) {
      const size = arrays[k]!.shape[axis]!;
      const known = sizes.get(label) ?? size;
      if (known !== size) throw new ShapeError(`einsum: '${label}' of '${text}' has the size ${known}, and ${size} in operand ${k + 1}, which is ${printShape(arrays[k]!.shape)}`);
      sizes.set(label, size);
    }
  }
}

/** Axes of one operand with the same letter are its diagonal. */
function mergeRepeated(array: NDArrayObject, given: readonly string[]): Labelled {
  const labels = [...new Set(given)];
  if (labels.length === given.length) return { array, labels };
  const strides = stridesOf(array.shape);
  const shape = labels.map((label) => array.shape[given.indexOf(label)]!);
  return { labels, array: copyAs(array, shape, labels.map((label) => given.reduce((total, own, axis) => total + (own === label ? strides[axis]! : 0), 0))) };
}

function sumUnneeded({ array, labels }: Labelled, needed: ReadonlySet<string>): Labelled {
  const axes = labels.flatMap((label, axis) => (needed.has(label) ? [] : [axis]));
  if (axes.length === 0) return { array, labels };
  return { array: checkArray('einsum', 'a sum', sum(toPublic<NDArray>(array), { axis: axes })), labels: labels.filter((label) => needed.has(label)) };
}

/** [batch, free of a, summed] times [batch, summed, free of b]. */
function contractPair(first: Labelled, second: Labelled, needed: ReadonlySet<string>): Labelled {
  const a = sumUnneeded(first, new Set([...needed, ...second.labels]));
  const b = sumUnneeded(second, new Set([...needed, ...first.labels]));
  const shared = a.labels.filter((label) => b.labels.includes(label));
  const [batch, summed] = [shared.filter((label) => needed.has(label)), shared.filter((label) => !needed.has(label))];
  const freeA = a.labels.filter((label) => !shared.includes(label));
  const freeB = b.labels.filter((label) => !shared.includes(label));
  const sizesOf = ({ array, labels }: Labelled, wanted: readonly string[]): number[] => wanted.map((label) => array.shape[labels.indexOf(label)]!);
  const arranged = (from: Labelled, groups: readonly (readonly string[])[]): NDArray => toPublic(permuteAxes(from.array, groups.flat().map((label) => from.labels.indexOf(label)))
    .share(groups.map((group) => sizeOf(sizesOf(from, group)))));
  const product = checkArray('einsum', 'a product', matmul(arranged(a, [batch, freeA, summed]), arranged(b, [batch, summed, freeB])));
  return { array: product.share([...sizesOf(a, batch), ...sizesOf(a, freeA), ...sizesOf(b, freeB)]), labels: [...batch, ...freeA, ...freeB] };
}
