/**
 * Milstein's method without a derivative:
 *
 *     y' = y + f dt + g ΔW + (g(ȳ) - g(y)) (ΔW² - dt) / (2 √dt)      Itô, with ȳ = y + f dt + g √dt
 *     y' = y + f dt + g ΔW + (g(ȳ) - g(y)) ΔW² / (2 √dt)             Stratonovich, with ȳ = y + g √dt
 *
 * (With f dt in ȳ the second would be of order 1/2: ΔW² does not average out.) Strong order 1 where each state has a single process that its
 * factor alone depends on.
 * P. E. Kloeden, E. Platen, Numerical Solution of Stochastic Differential Equations (1992), section 11.1.
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Values } from '../equation-system.js';
import type { SdeEquations } from '../method-types.js';
import { drawIncrements } from './wiener.js';

export function milsteinGradFreeIto(sde: SdeEquations, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  return milsteinGradFree(sde, y, t, args, dt, { less: dt, lead: dt });
}

export function milsteinGradFreeStratonovich(sde: SdeEquations, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  return milsteinGradFree(sde, y, t, args, dt, { less: 0, lead: 0 });
}

/** `less`: what is taken from ΔW²; `lead`: how far the drift takes ȳ. */
function milsteinGradFree({ f, g }: SdeEquations, y: Values, t: NDArrayLike, args: Values, dt: number, { less, lead }: { readonly less: number; readonly lead: number }): Values {
  const drift = f(...y, t, ...args);
  const factors = g(...y, t, ...args);
  const root = Math.sqrt(dt);
  const ahead = g(...y.map((v, i) => factors[i]!.reduce((sum, g0) => sum + root * g0, v + lead * drift[i]!)), t, ...args);
  const dW = drawIncrements(y, factors, dt);
  return y.map((v, i) => factors[i]!.reduce((sum, g0, k) => {
    const w = dW[i]![k]!;
    return sum + g0 * w + (ahead[i]![k]! - g0) * (w * w - less) / (2 * root);
  }, v + dt * drift[i]!));
}
