/** Connections whose probability depends on the distance of two cells on a sheet. */
import { checkOptions } from '../abi/check-options.js';
import type { Population, SeedOption } from './connector.js';
import { Connector, streamOf } from './connector.js';
import type { Csr } from './csr.js';
import { csrOfRows } from './csr.js';
import { NumberStream } from './draw-targets.js';
import { exp } from '../math/generated/exp.js';
import type { EncodingValues } from '../init/encoded-sheet.js';
import { EncodedSheet } from '../init/encoded-sheet.js';
import { sheetOf } from './grid.js';

export interface DistanceOptions extends SeedOption {
  /** What cells along each axis stand for: one range for all axes, or one for each; distances are those of these values. The cells' numbers where it is not stated. */
  readonly encodingValues?: EncodingValues;
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
    checkOptions(new.target.name, options, { encodingValues: 'any', periodicBoundary: 'boolean', includeSelf: 'boolean', normalize: 'boolean', seed: 'number' });
    this.#options = options;
  }

  /** The probability at a distance, in cells or in what they stand for. */
  protected abstract probability(distance: number): number;

  override build(pre: Population, post: Population): Csr {
    const size = sheetOf('by distance', pre, post);
    const { encodingValues, includeSelf = true, normalize = true, periodicBoundary = false } = this.#options;
    const numbers = new NumberStream(streamOf(this.#options));
    const sheet = new EncodedSheet(size, encodingValues, periodicBoundary);
    const probabilityAt = this.#probabilities(size);
    let scale = normalize ? 0 : 1;
    if (normalize) for (let cell = 0; cell < pre.num; cell++) scale = Math.max(scale, probabilityAt(sheet.square(0, cell)));
    return csrOfRows(Array.from({ length: pre.num }, (_, i) => {
      const targets: number[] = [];
      for (let j = 0; j < pre.num; j++) {
        // Drawn for each pair, so that one cell more or less changes nothing for the others.
        const isConnected = numbers.uniform() * scale < probabilityAt(sheet.square(i, j));
        if (isConnected && (includeSelf || i !== j)) targets.push(j);
      }
      return targets;
    }));
  }

  /** Probabilities by the square of the distance, a whole number on a sheet of cells that stand for their numbers: the near ones, where nearly all that is above 0 lies, are kept. */
  #probabilities(size: readonly number[]): (square: number) => number {
    if (this.#options.encodingValues !== undefined) return (square) => this.probability(Math.sqrt(square));
    const largest = size.reduce((sum, extent) => sum + (extent - 1) ** 2, 0);
    const kept = Float64Array.from({ length: Math.min(largest + 1, keptSquares) }, (_, square) => this.probability(Math.sqrt(square)));
    return (square) => (square < kept.length ? kept[square]! : this.probability(Math.sqrt(square)));
  }
}

/** With the probability e^(-d² / (2 sigma²)) at a distance of d cells, or of d in what cells stand for. */
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
