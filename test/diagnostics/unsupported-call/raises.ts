// expect: 4 7 10 12
import { DSRunner, dyn, jit, math as bm, type NDArray, type Step, type Vector } from 'myelin';

const measure = (k: number) => JSON.stringify(k).length;
export const scaled = jit((x: NDArray, k: number) => x * measure(k));
// @ts-expect-error: there is no such function
export const misspelt = jit((x: NDArray) => bm.expp(x));

class Source extends dyn.DynamicalSystem { override update(): Vector { return bm.ones(3); } }
class Deaf extends dyn.DynamicalSystem { override update(_step: Step) { return bm.ones(2); } }
class Mute extends dyn.DynamicalSystem { override update(_step: Step): void { /* It returns nothing. */ } }
class Doubled extends dyn.DynamicalSystem { override update(_step: Step, x: Vector) { return x * 2; } }
export const unheard = new DSRunner(new dyn.Sequential(new Source(), new Deaf()));
export const silent = new DSRunner(new dyn.Sequential(new Mute(), new Doubled()));
