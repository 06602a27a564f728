// expect: 7 8
import { jit, type NDArray } from 'myelin';

let gain = 2;
var shift = 1;
export const change = (value: number) => { gain = value; shift++; };
export const amplify = jit((x: NDArray) => x * gain);
export const move = jit((x: NDArray) => x + shift);
