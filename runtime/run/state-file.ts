/** A model's state as a `.npz` file, which NumPy reads too: the Variables by path, and the stream of random numbers. */
import { ShapeError } from '../abi/errors.js';
import { printShape, sameShape } from '../abi/shape.js';
import type { NDArray } from '../array/types.js';
import { toPublic } from '../array/nd-array.js';
import type { DynamicalSystem } from '../dyn/dynamical-system.js';
import { astype } from '../math/array.js';
import { fromNpz, toNpz } from '../math/npz.js';
import { defaultRandomState } from '../random/random-state.js';

/** No Variable has this path: paths are names of fields. */
const randomKey = '#random';

/** The bytes of a `.npz` file: `writeFileSync('model.npz', saveState(model))`. */
export function saveState(model: DynamicalSystem): Uint8Array {
  const arrays: Record<string, NDArray> = {};
  for (const [path, variable] of model.vars().unique()) arrays[path] = variable.value;
  return toNpz({ ...arrays, [randomKey]: toPublic<NDArray>(defaultRandomState().state.share()) });
}

/** Gives a model the state of a file that `saveState` (or `np.savez`) made. Throws before anything changes if a Variable is missing or of another shape. */
export function loadState(model: DynamicalSystem, bytes: Uint8Array | ArrayBuffer): void {
  const arrays = fromNpz(bytes);
  const found = [...model.vars().unique()].map(([path, variable]) => {
    const value = arrays[path];
    if (value === undefined) throw new TypeError(`loadState: the file has no '${path}'; it has ${Object.keys(arrays).join(', ')}`);
    if (!sameShape(value.shape, variable.shape)) {
      throw new ShapeError(`loadState: '${path}' is ${printShape(value.shape)} in the file and ${printShape(variable.shape)} in the model`);
    }
    return { variable, value };
  });
  for (const { variable, value } of found) variable.value = astype(value, variable.dtype);
  const words = arrays[randomKey]?.toTypedArray();
  if (words !== undefined) defaultRandomState().state.ownStorage().elements().set(words);
}
