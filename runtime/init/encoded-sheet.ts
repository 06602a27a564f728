/** What the cells of a sheet stand for along each of its axes, and how far apart two of them are. */
import { ShapeError } from '../abi/errors.js';
import { printShape, sizeOf } from '../abi/shape.js';

/** One range of values for all axes, or one for each; the first cell stands for the beginning of its range, and one cell behind the last would for its end. */
export type EncodingValues = readonly [number, number] | readonly (readonly [number, number])[];

export class EncodedSheet {
  /** The number of cells. */
  readonly count: number;
  /** By axis, what each cell stands for. */
  readonly #places: readonly Float64Array[];
  readonly #extents: readonly number[];
  readonly #isPeriodic: boolean;

  /** Cells stand for their numbers where no values are given. `isPeriodic`: the ends of each range are one place. */
  constructor(shape: readonly number[], values: EncodingValues | undefined, isPeriodic: boolean) {
    const ranges = rangesOf(shape, values);
    this.count = sizeOf(shape);
    this.#extents = ranges.map(([from, to]) => to - from);
    this.#isPeriodic = isPeriodic;
    // The last axis fastest.
    this.#places = shape.map((size, axis) => {
      const [start, stride] = [ranges[axis]![0], sizeOf(shape.slice(axis + 1))];
      return Float64Array.from({ length: this.count }, (_, cell) => start + ((Math.floor(cell / stride) % size) * this.#extents[axis]!) / size);
    });
  }

  /** The square of the distance of two cells. */
  square(i: number, j: number): number {
    let sum = 0;
    for (let axis = 0; axis < this.#places.length; axis++) {
      const [places, extent] = [this.#places[axis]!, this.#extents[axis]!];
      const apart = Math.abs(places[i]! - places[j]!);
      const shortest = this.#isPeriodic && apart > extent / 2 ? extent - apart : apart;
      sum += shortest * shortest;
    }
    return sum;
  }
}

function rangesOf(shape: readonly number[], given: EncodingValues | undefined): readonly (readonly [number, number])[] {
  if (given === undefined) return shape.map((count) => [0, count]);
  const ranges = typeof given[0] === 'number' ? shape.map(() => given as readonly [number, number]) : (given as readonly (readonly [number, number])[]);
  if (ranges.length !== shape.length) throw new ShapeError(`encodingValues: ${ranges.length} ranges for cells of shape ${printShape(shape)}; give one for each axis, or one [from, to] for all`);
  const wrong = ranges.find(([from, to]) => !(from < to));
  if (wrong !== undefined) throw new RangeError(`encodingValues: a range leads from a smaller to a larger value, got [${wrong[0]}, ${wrong[1]}]`);
  return ranges;
}
