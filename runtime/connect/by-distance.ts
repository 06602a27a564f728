/** Connections whose probability depends on the distance of two cells on a sheet. */
import { checkOptions } from '../abi/check-options.js';
import type { Population, SeedOption } from './connector.js';
import { Connector, streamOf } from './connector.js';
import type { Csr } from './csr.js';
import { csrOfRows } from './csr.js';
import { NumberStream } from './draw-targets.js';
import { exp } from '../math/generated/exp.js';
import { coordinatesOf, sheetOf } from './grid.js';

export interface DistanceOptions extends SeedOption {
  /** Whether the sheet's opposite edges touch; false where it is not stated. */
  readonly periodicBoundary?: boolean;
  /** Whether a cell may be connected to itself; true where it is not stated. */
  readonly includeSelf?: boolean;
  /** Whether probabilities are divided by the largest one; true where it is not stated. */
  readonly normalize?: boolean;
}

/** A sheet of 256 × 256 cells has fewer. */
const keptSquares = 2 ** 18;

abstract class ByDistance extends Connector {
  readonly #options: DistanceOptions;

  constructor(options: DistanceOptions = {}) {
    super();
    checkOptions(new.target.name, options, { periodicBoundary: 'boolean', includeSelf: 'boolean', normalize: 'boolean', seed: 'number' });
    this.#options = options;
  }

  /** The probability at a distance, in cells. */
  protected abstract probability(distance: number): number;

  override build(pre: Population, post: Population): Csr {
    const size = sheetOf('by distance', pre, post);
    const { includeSelf = true, normalize = true } = this.#options;
    const numbers = new NumberStream(streamOf(this.#options));
    const coordinates = size.map((_, axis) => Float64Array.from({ length: pre.num }, (__, cell) => coordinatesOf(cell, size)[axis]!));
    const probabilityAt = this.#probabilities(size);
    const scale = normalize ? coordinates[0]!.reduce((most, _, cell) => Math.max(most, probabilityAt(this.#square(coordinates, 0, cell, size))), 0) : 1;
    return csrOfRows(Array.from({ length: pre.num }, (_, i) => {
      const targets: number[] = [];
      for (let j = 0; j < pre.num; j++) {
        // Drawn for each pair, so that one cell more or less changes nothing for the others.
        const isConnected = numbers.uniform() * scale < probabilityAt(this.#square(coordinates, i, j, size));
        if (isConnected && (includeSelf || i !== j)) targets.push(j);
      }
      return targets;
    }));
  }

  /** Probabilities by the square of the distance, a whole number on a sheet: the near ones, where nearly all that is above 0 lies, are kept. */
  #probabilities(size: readonly number[]): (square: number) => number {
    const largest = size.reduce((sum, extent) => sum + (extent - 1) ** 2, 0);
    const kept = Float64Array.from({ length: Math.min(largest + 1, keptSquares) }, (_, square) => this.probability(Math.sqrt(square)));
    return (square) => (square < kept.length ? kept[square]! : this.probability(Math.sqrt(square)));
  }

  #square(coordinates: readonly Float64Array[], i: number, j: number, size: readonly number[]): number {
    let sum = 0;
    for (let axis = 0; axis < size.length; axis++) {
      const apart = Math.abs(coordinates[axis]![i]! - coordinates[axis]![j]!);
      const shortest = this.#options.periodicBoundary === true ? Math.min(apart, size[axis]! - apart) : apart;
      sum += shortest * shortest;
    }
    return sum;
  }
}

/** With the probability e^(-d² / (2 sigma²)) at a distance of d cells. */
export class GaussianProb extends ByDistance {
  readonly sigma: number;

  constructor(sigma: number, options: DistanceOptions = {}) {
    super(options);
    this.sigma = sigma;
  }

  protected override probability(distance: number): number {
    return gaussian(distance / this.sigma);
  }
}

/** With a difference of Gaussians as probability: amplitudes[0] e^(-d² / (2 sigmas[0]²)) - amplitudes[1] e^(-d² / (2 sigmas[1]²)), where it is positive. */
export class DOG extends ByDistance {
  readonly sigmas: readonly [number, number];
  readonly amplitudes: readonly [number, number];

  constructor(sigmas: readonly [number, number], amplitudes: readonly [number, number], options: DistanceOptions = {}) {
    super(options);
    this.sigmas = sigmas;
    this.amplitudes = amplitudes;
  }

  protected override probability(distance: number): number {
    return this.amplitudes[0] * gaussian(distance / this.sigmas[0]) - this.amplitudes[1] * gaussian(distance / this.sigmas[1]);
  }
}

/** e^(-x² / 2), with our own exp, so that every engine connects the same cells. */
function gaussian(x: number): number {
  return exp(-0.5 * x * x);
}
