/** Neighbours on a sheet of cells: a line, a plane, or more axes. */
import { checkOptions } from '../abi/check-options.js';
import { ShapeError } from '../abi/errors.js';
import { printShape, sameShape } from '../abi/shape.js';
import type { Population } from './connector.js';
import { Connector } from './connector.js';
import type { Csr } from './csr.js';
import { csrOfRows } from './csr.js';

export interface GridOptions {
  /** Whether the sheet's opposite edges touch; false where it is not stated. */
  readonly periodicBoundary?: boolean;
  /** Whether a cell is its own neighbour; false where it is not stated. */
  readonly includeSelf?: boolean;
}

/** The coordinates of a cell on a sheet, the last axis fastest. */
export function coordinatesOf(cell: number, size: readonly number[]): readonly number[] {
  const coordinates = new Array<number>(size.length);
  let rest = cell;
  for (let axis = size.length - 1; axis >= 0; axis--) {
    coordinates[axis] = rest % size[axis]!;
    rest = Math.floor(rest / size[axis]!);
  }
  return coordinates;
}

/** The cell at coordinates, or undefined outside of the sheet. */
export function cellAt(coordinates: readonly number[], size: readonly number[], isPeriodic: boolean): number | undefined {
  let cell = 0;
  for (const [axis, extent] of size.entries()) {
    const at = isPeriodic ? ((coordinates[axis]! % extent) + extent) % extent : coordinates[axis]!;
    if (at < 0 || at >= extent) return undefined;
    cell = cell * extent + at;
  }
  return cell;
}

/** All offsets of up to `reach` cells along each axis. */
export function offsetsWithin(reach: number, axes: number): readonly (readonly number[])[] {
  if (axes === 0) return [[]];
  const steps = Array.from({ length: 2 * reach + 1 }, (_, k) => k - reach);
  return steps.flatMap((step) => offsetsWithin(reach, axes - 1).map((rest) => [step, ...rest]));
}

/** Both groups are one sheet. */
export function sheetOf(where: string, pre: Population, post: Population): readonly number[] {
  if (sameShape(pre.size, post.size)) return pre.size;
  throw new ShapeError(`${where}: the sheets are ${printShape(pre.size)} and ${printShape(post.size)}; both groups must have the same`);
}

abstract class Grid extends Connector {
  readonly #options: GridOptions;

  constructor(options: GridOptions = {}) {
    super();
    checkOptions(new.target.name, options, { periodicBoundary: 'boolean', includeSelf: 'boolean' });
    this.#options = options;
  }

  /** Where neighbours are, seen from a cell on a sheet with so many axes. */
  protected abstract offsets(axes: number): readonly (readonly number[])[];

  override build(pre: Population, post: Population): Csr {
    const size = sheetOf('grid', pre, post);
    const { periodicBoundary = false, includeSelf = false } = this.#options;
    const offsets = this.offsets(size.length);
    return csrOfRows(Array.from({ length: pre.num }, (_, cell) => {
      const at = coordinatesOf(cell, size);
      const cells = offsets.map((offset) => cellAt(at.map((one, axis) => one + offset[axis]!), size, periodicBoundary));
      const others = new Set(cells.filter((one) => one !== undefined && one !== cell) as number[]);
      if (includeSelf) others.add(cell);
      return Int32Array.from(others).sort();
    }));
  }
}

/** The nearest neighbours along each axis: four on a plane. */
export class GridFour extends Grid {
  protected override offsets(axes: number): readonly (readonly number[])[] {
    return offsetsWithin(1, axes).filter((offset) => offset.filter((step) => step !== 0).length === 1);
  }
}

/** All neighbours within `n` cells along each axis: (2 n + 1)² - 1 on a plane. */
export class GridN extends Grid {
  readonly n: number;

  constructor(n: number = 1, options: GridOptions = {}) {
    super(options);
    if (!Number.isInteger(n) || n < 1) throw new RangeError(`GridN: neighbours within a whole number of cells from 1 on, got ${n}`);
    this.n = n;
  }

  protected override offsets(axes: number): readonly (readonly number[])[] {
    return offsetsWithin(this.n, axes);
  }
}

/** The eight neighbours around a cell on a plane. */
export class GridEight extends GridN {
  constructor(options: GridOptions = {}) {
    super(1, options);
  }
}
