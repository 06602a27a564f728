/**
 * What compiled code asks of JavaScript: memory, shapes, and errors with positions. One export for each import of `HostFunctions`: a units module
 * names those that its Wasm imports, and ships no others.
 */
import { alignToPart, checkAssignShape } from '../abi/assign.js';
import { IndexError, ShapeError } from '../abi/errors.js';
import { broadcastShapes, dotShape, printShape } from '../abi/shape.js';
import { sliceRange } from '../abi/slice-index.js';
import type { SiteMeta } from '../abi/unit.js';
import { wholeIndex } from '../array/index-plan.js';
import { noteHostUse } from '../memory/arena.js';
import { heap } from '../memory/heap.js';
import { allocateTemporary, isTemporary, releaseTemporary } from '../memory/residency.js';
import { currentScope, shapeAt, writeShape } from './call-scope.js';
import { expand as expandArray } from './expand.js';
import type { HostMakers } from './host-program.js';
import { atSite, printOperation, printSite } from './site-text.js';

export { call } from './host-operation.js';

export const allocate: HostMakers['allocate'] = () => (bytes) => {
  noteHostUse();
  return allocateTemporary(bytes >>> 0);
};

export const release: HostMakers['release'] = () => (address) => {
  // What a host operation gave, or a temporary that one was given and that has become an array of its own.
  if (isTemporary(address >>> 0)) releaseTemporary(address >>> 0);
  else currentScope().release(address >>> 0);
};

export const broadcast: HostMakers['broadcast'] = ({ sites }) => (place, out, list, count) => {
  const site = sites[place]!;
  const shapes = Array.from({ length: count }, (_, i) => shapeAt(heap.u32[((list >>> 0) + 4 * i) >>> 2]!));
  // A fused statement has more arrays than the operation that stands for it in messages.
  const names = site.operands.length === count ? site.operands : [];
  writeShape(out >>> 0, atSite(site, () => broadcastShapes(printSite(site), shapes, names)));
};

export const expand: HostMakers['expand'] = () => (source, target) => {
  noteHostUse();
  return expandArray(source >>> 0, target >>> 0);
};

export const checkAssign: HostMakers['checkAssign'] = ({ sites }) => (place, target, value) => {
  const site = sites[place]!;
  const name = site.operation.replace(/\s*=$/, '');
  atSite(site, () => checkAssignShape(name, shapeAt(target >>> 0), site.operands.at(-1) ?? 'the value', shapeAt(value >>> 0)));
};

export const dot: HostMakers['dot'] = ({ sites }) => (place, out, a, b) => {
  const site = sites[place]!;
  const name = printOperation(site.operation);
  writeShape(out >>> 0, atSite(site, () => dotShape(shapeAt(a >>> 0), shapeAt(b >>> 0), site.operands[0], site.operands[1], name)));
};

export const index: HostMakers['index'] = ({ sites }) => (place, array, at) => failIndex(sites[place], array >>> 0, at);

/** Without a site it is the index of a list. */
function failIndex(site: SiteMeta | undefined, array: number, index: number): never {
  if (site === undefined) throw new IndexError(`a list was read at ${index}, where it has no item`);
  const name = site.operands[0] ?? 'the array';
  const shape = shapeAt(array);
  const place = `${name}[${index}]: ${name} is ${printShape(shape)}`;
  if (shape.length > 1) throw new ShapeError(`${place}, and x[i] is for rank 1: math.at(${name}, i, …) reads one element (${site.position})`);
  throw new IndexError(`${place}; the index must be a whole number from 0 to ${(shape[0] ?? 1) - 1}` +
    `${index < 0 ? `; math.at(${name}, -1) counts from the end` : ''} (${site.position})`);
}

export const part: HostMakers['part'] = ({ sites }) => (place, array, axis, at) => {
  const site = sites[place]!;
  atSite(site, () => {
    if (axis < 0) sliceRange({ step: at }, 1);
    else wholeIndex(printOperation(site.operation), at, shapeAt(array >>> 0)[axis]!, axis);
  });
};

export const fit: HostMakers['fit'] = ({ sites }) => (place, target, value) => {
  const site = sites[place]!;
  atSite(site, () => alignToPart(printOperation(site.operation), shapeAt(target >>> 0), shapeAt(value >>> 0)));
};

export const empty: HostMakers['empty'] = ({ sites }) => (place, array) => {
  const site = sites[place]!;
  const name = site.operands[0] ?? 'x';
  throw new ShapeError(`${printSite(site)}: no elements to choose from: ${name} is ${printShape(shapeAt(array >>> 0))} (${site.position})`);
};
