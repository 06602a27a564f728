/**
 * Milstein's method: y' = y + f dt + g ΔW + ½ g g' (ΔW² - dt) for Itô integrals, with ΔW² in place of ΔW² - dt for Stratonovich's. g' is the
 * derivative of a state's factor by that state, which the build (and `jit: false`) finds by differentiation. Strong order 1 where each
 * state has a single process that its factor alone depends on.
 * G. N. Milstein, Theory Probab. Appl. 19 (1974) 557–562.
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Values } from '../equation-system.js';
import type { SdeEquations } from '../method-types.js';
import { partial } from '../partial.js';
import { drawIncrements } from './wiener.js';

export function milsteinIto(sde: SdeEquations, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  return milstein(sde, y, t, args, dt, dt);
}

export function milsteinStratonovich(sde: SdeEquations, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  return milstein(sde, y, t, args, dt, 0);
}

/** `less`: what is taken from ΔW². */
function milstein({ f, g, factor }: SdeEquations, y: Values, t: NDArrayLike, args: Values, dt: number, less: number): Values {
  const drift = f(...y, t, ...args);
  const factors = g(...y, t, ...args);
  const dW = drawIncrements(y, factors, dt);
  return y.map((v, i) => factors[i]!.reduce((sum, _, k) => {
    const [value, slope] = partial(factor(i, k), i)(...y, t, ...args);
    const w = dW[i]![k]!;
    return sum + value * w + 0.5 * value * slope * (w * w - less);
  }, v + dt * drift[i]!));
}
