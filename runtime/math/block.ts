/** A matrix made of blocks: `block`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray } from '../array/types.js';
import { concatenate } from './join.js';
import { checkReduced } from './reduce.js';

/** Blocks in nested lists, whose inner lists go along the last axis. */
export type Blocks<D extends DType = DType> = Given<number, D> | readonly Blocks<D>[];

/** Nested lists of arrays and numbers as one array: the innermost lists are joined along the last axis, those around them along the one before. */
export function block<D extends DType = DType>(blocks: Blocks<D>): NDArray<AnyRank, D> {
  const depth = depthOf(blocks);
  return join(blocks, Math.max(depth, ...ranksOf(blocks)), depth);
}

function depthOf(blocks: Blocks): number {
  if (!Array.isArray(blocks)) return 0;
  const depths = new Set((blocks as readonly Blocks[]).map(depthOf));
  if (depths.size !== 1) throw new ShapeError(depths.size === 0 ? 'block: a list is empty' : 'block: all lists must be nested equally deep');
  return 1 + [...depths][0]!;
}

function ranksOf(blocks: Blocks): number[] {
  return Array.isArray(blocks) ? (blocks as readonly Blocks[]).flatMap(ranksOf) : [checkReduced('block', blocks).ndim];
}

/** `left`: how many lists are around what is joined here. */
function join<D extends DType>(blocks: Blocks<D>, rank: number, left: number): NDArray<AnyRank, D> {
  if (Array.isArray(blocks)) return concatenate<number, D>((blocks as readonly Blocks<D>[]).map((one) => join(one, rank, left - 1)), rank - left);
  const given = checkReduced('block', blocks);
  return toPublic(given.share([...Array.from({ length: rank - given.ndim }, () => 1), ...given.shape]));
}
