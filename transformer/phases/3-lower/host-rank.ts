/**
 * The rank of what a function of `math` gives, from the ranks of what it is given: for operands that are expressions, whose rank their
 * TypeScript type (`number`) does not tell. Undefined where it depends on values, or is not known here.
 */
import type { Value } from './value.js';

/** Functions that keep the rank of their first operand. */
const keep: ReadonlySet<string> = new Set([
  'array', 'asarray', 'astype', 'zerosLike', 'onesLike', 'emptyLike', 'fullLike', 'setAt', 'addAt', 'put', 'sort', 'argsort', 'flip', 'fliplr', 'flipud', 'roll', 'rot90',
  'softmax', 'logSoftmax', 'diff', 'tril', 'triu', 'transpose', 'swapaxes', 'moveaxis', 'round', 'pad', 'takeAlongAxis', 'interp', 'isin', 'digitize',
  'inv', 'cholesky', 'pinv', 'matrixPower', 'putAlongAxis', 'place', 'putmask', 'i0', 'unwrap', 'matrixTranspose', 'unravelIndex', 'dsplit', 'split', 'arraySplit', 'hsplit', 'vsplit',
]);
/** Functions that give rank 0 without an axis, one axis fewer with one, and as many where `keepdims` says so. */
const reduce: ReadonlySet<string> = new Set([
  'sum', 'prod', 'min', 'max', 'any', 'all', 'mean', 'var', 'variance', 'std', 'median', 'argmin', 'argmax', 'countNonzero', 'ptp', 'logsumexp', 'norm',
  'nansum', 'nanprod', 'nanmin', 'nanmax', 'nanmean', 'nanvar', 'nanstd', 'nanmedian', 'nanargmin', 'nanargmax',
]);
/** Functions that go over all elements, as rank 1, where no axis is stated. */
const accumulate: ReadonlySet<string> = new Set(['cumsum', 'cumprod', 'cummax', 'cummin', 'nancumsum', 'nancumprod']);

export function hostRank(name: string, args: readonly Value[]): number | undefined {
  const [first, second] = args.map(rankOf);
  if (keep.has(name)) return first;
  if (reduce.has(name)) return reducedRank(first, args[1]);
  if (accumulate.has(name)) return args.length < 2 ? 1 : first;
  switch (name) {
    case 'matmul': case 'dot': return productRank(name, first, second);
    case 'outer': case 'kron': return name === 'outer' ? 2 : first === undefined || second === undefined ? undefined : Math.max(first, second);
    // Of a stack of matrices the right side is a stack too, or one for all of them; a vector stands for one column.
    case 'solve': return first === undefined || second === undefined ? undefined : second === 1 ? first - 1 : Math.max(first, second);
    case 'expandDims': return first === undefined || args[1]?.kind !== 'expr' ? undefined : first + 1;
    case 'reshape': case 'broadcastTo': return shapeRank(args[1]);
    case 'zeros': case 'ones': case 'empty': case 'full': return shapeRank(args[0]);
    case 'searchsorted': return second;
    case 'ravel': return 1;
    case 'eigvalsh': return add(first, -1);
    case 'indices': return add(shapeRank(args[0]), 1);
    case 'append': return args.length < 3 ? 1 : first;
    case 'concatenate': return itemRank(args[0]);
    case 'stack': return add(itemRank(args[0]), 1);
    case 'hstack': return atLeast(itemRank(args[0]), 1);
    case 'vstack': return atLeast(itemRank(args[0]), 2);
    case 'columnStack': return 2;
    case 'floatPower': return first === undefined || second === undefined ? undefined : Math.max(first, second);
    case 'ix': return args.length;
    case 'at': return partRank(first, args.slice(1));
    case 'random.permuted': return first;
    case 'random.permutation': return atLeast(first, 1);
    // Rows of an array of a higher rank keep what is left of their axes.
    case 'random.choice': return first === undefined || args[1] === undefined ? undefined : add(shapeRank(args[1]), Math.max(first - 1, 0));
    default: return undefined;
  }
}

/** The rank of a part that index arrays or masks name: all of these together give one shape, in the place of the axes that they take. */
function partRank(rank: number | undefined, indices: readonly Value[]): number | undefined {
  if (rank === undefined) return undefined;
  let [left, chosen] = [rank, 0];
  for (const index of indices) {
    if (index.kind === 'undefined') left++;
    else if (index.kind === 'string' || index.kind === 'object') continue;
    else if (index.kind !== 'expr') return undefined;
    else {
      const { type } = index.expr;
      const own = rankOf(index);
      if (own === undefined || (own === 0 && type.kind === 'scalar' && type.dtype === 'bool')) return undefined;
      const isMask = type.kind === 'array' && type.dtype === 'bool';
      left -= isMask ? own : 1;
      chosen = Math.max(chosen, isMask ? 1 : own);
    }
  }
  return left + chosen;
}

/** The ranks of several results, less that of the operand. */
const severalRanks: Readonly<Record<string, readonly number[]>> = { eigh: [-1, 0], qr: [0, 0], svd: [0, -1, 0] };

/** The rank of one of several results. */
export function hostItemRank(name: string, item: number, args: readonly Value[]): number | undefined {
  const more = Object.hasOwn(severalRanks, name) ? severalRanks[name]![item] : undefined;
  return more === undefined || args[0] === undefined ? undefined : add(rankOf(args[0]), more);
}

/** How many arrays a function gives whose type is a list; undefined where the run decides. */
export function hostCount(name: string, args: readonly Value[]): number | undefined {
  switch (name) {
    case 'nonzero': return args[0] && rankOf(args[0]);
    case 'unravelIndex': return shapeRank(args[1]);
    case 'broadcastArrays': case 'ix': return args.length;
    case 'meshgrid': return args.filter((arg) => arg.kind === 'expr').length;
    case 'split': case 'arraySplit': case 'hsplit': case 'vsplit': case 'dsplit': {
      const [, parts] = args;
      if (parts?.kind === 'tuple') return parts.items.length + 1;
      return parts?.kind === 'expr' && parts.expr.kind === 'const' ? Number(parts.expr.value) : undefined;
    }
    default: return undefined;
  }
}

/** 0 for numbers; undefined for what is no operand. */
function rankOf(value: Value): number | undefined {
  if (value.kind !== 'expr') return undefined;
  const { type } = value.expr;
  return type.kind === 'array' ? type.rank ?? undefined : type.kind === 'scalar' ? 0 : undefined;
}

function reducedRank(rank: number | undefined, options: Value | undefined): number | undefined {
  const fields = options?.kind === 'object' ? options.fields : undefined;
  const axis = fields === undefined ? options : fields.get('axis');
  const keepdims = fields?.get('keepdims');
  if (keepdims !== undefined && (keepdims.kind !== 'expr' || keepdims.expr.kind !== 'const')) return undefined;
  if (keepdims?.kind === 'expr' && keepdims.expr.kind === 'const' && keepdims.expr.value === true) return rank;
  if (axis === undefined || axis.kind === 'undefined') return 0;
  const count = axis.kind === 'tuple' ? axis.items.length : axis.kind === 'expr' && axis.expr.type.kind === 'scalar' ? 1 : undefined;
  return rank === undefined || count === undefined ? undefined : rank - count;
}

function productRank(name: string, a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined || a === 0 || b === 0) return undefined;
  if (a === 1 || b === 1) return a + b - 2;
  return name === 'dot' ? a + b - 2 : Math.max(a, b);
}

/** `[2, n]` or a number. */
function shapeRank(shape: Value | undefined): number | undefined {
  if (shape?.kind === 'tuple') return shape.items.length;
  if (shape?.kind === 'method' && shape.name === 'shape') return rankOf(shape.receiver);
  return shape?.kind === 'expr' && shape.expr.type.kind === 'scalar' ? 1 : undefined;
}

function itemRank(list: Value | undefined): number | undefined {
  return list?.kind === 'tuple' && list.items.length > 0 ? rankOf(list.items[0]!) : undefined;
}

function add(rank: number | undefined, more: number): number | undefined {
  return rank === undefined ? undefined : rank + more;
}

function atLeast(rank: number | undefined, least: number): number | undefined {
  return rank === undefined ? undefined : Math.max(rank, least);
}
