import { jit, type NDArray } from 'myelin';

// Never assigned again; a `let` of the function itself; a parameter of that name.
let gain = 2;
export const amplify = jit((x: NDArray) => x * gain);
export const own = jit((x: NDArray) => {
  let shift = 1;
  shift += 1;
  return x + shift;
});
export const given = jit((x: NDArray, shift: number) => x + shift);
