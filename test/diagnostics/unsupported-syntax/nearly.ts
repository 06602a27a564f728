import { jit, type NDArray } from 'myelin';

// Closures that do not escape, and switch, are compiled; try outside of jit code is nobody's business.
export const local = jit((x: NDArray, k: number) => {
  const add = (y: number) => x + y;
  switch (k) {
    case 1: return add(1);
    default: return add(k);
  }
});
export function guarded(x: NDArray) {
  try {
    return local(x, 1);
  } catch {
    return x;
  }
}
