/** Connections whose probability depends on the distance of two cells on a sheet. */
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
  /** Whether probabilities are divided by the largest one; false where it is not stated. */
  readonly normalize?: boolean;
}

abstract class ByDistance extends Connector {
  readonly #options: DistanceOptions;

  constructor(options: DistanceOptions = {}) {
    super();
    this.#options = options;
  }

  /** The probability at a distance, in cells. */
  protected abstract probability(distance: number): number;

  override build(pre: Population, post: Population): Csr {
    const size = sheetOf('by distance', pre, post);
    const { includeSelf = true, normalize = false } = this.#options;
    const numbers = new NumberStream(streamOf(this.#options));
    const places = Array.from({ length: pre.num }, (_, cell) => coordinatesOf(cell, size));
    const scale = normalize ? Math.max(...places.map((place) => this.probability(this.#distance(places[0]!, place, size)))) : 1;
    return csrOfRows(places.map((from, i) => {
      const targets: number[] = [];
      for (const [j, to] of places.entries()) {
        // Drawn for each pair, so that one cell more or less changes nothing for the others.
        const isConnected = numbers.uniform() * scale < this.probability(this.#distance(from, to, size));
        if (isConnected && (includeSelf || i !== j)) targets.push(j);
      }
      return targets;
    }));
  }

  #distance(a: readonly number[], b: readonly number[], size: readonly number[]): number {
    let sum = 0;
    for (const [axis, extent] of size.entries()) {
      const apart = Math.abs(a[axis]! - b[axis]!);
      const shortest = this.#options.periodicBoundary === true ? Math.min(apart, extent - apart) : apart;
      sum += shortest * shortest;
    }
    return Math.sqrt(sum);
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
