import { jit, math as bm, type Vector } from 'myelin';

// Each step needs the one before: no expression on whole arrays says this.
export const recursive = jit((x: Vector, steps: number) => {
  let y = x * 1;
  for (let i = 0; i < steps; i++) y = y * 0.5 + x;
  return bm.sum(y);
});
