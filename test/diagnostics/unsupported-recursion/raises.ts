// expect: 5 8
import { jit } from 'myelin';

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
function even(n: number): boolean { return n === 0 ? true : odd(n - 1); }
function odd(n: number): boolean { return n === 0 ? false : even(n - 1); }
export const compiled = [jit(factorial), jit((n: number) => (even(n) ? 1 : 0))];
