import { jit, type NDArray, type NDArrayLike } from 'myelin';

const size = (options: { n: number }) => options.n;
export const typed = jit((x: NDArray, k = 2, on?: boolean) => (on === true ? x * k : x * size({ n: 1 })));
export const like = jit((x: NDArrayLike) => x * 2);
// `any` in code that nobody compiles.
export const plain = (x: any) => x * 2;
