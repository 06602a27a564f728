/** Lists and records of objects whose Variables belong to the object that holds them. Their items have paths `units.0`, `parts.soma`. */
import { Base } from './base.js';
import { markContainer } from './container.js';
import { realObject } from './real-object.js';

function checkNode(container: string, key: string | number, item: unknown): void {
  if (!(realObject(item) instanceof Base)) {
    throw new TypeError(`${container}: item ${key} is no Base; a ${container} holds objects whose classes extend Base`);
  }
}

/** An array of objects. Compiled code sees the length that it had at the first compiled call. */
export class NodeList<T extends Base = Base> extends Array<T> {
  /** `map`, `filter` and the like give plain arrays: their results need not be nodes. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(nodes: Iterable<T> = []) {
    super();
    markContainer(this);
    this.push(...nodes);
  }

  override push(...nodes: T[]): number {
    for (const [index, node] of nodes.entries()) checkNode('NodeList', this.length + index, node);
    return super.push(...nodes);
  }
}

/** Says of a list or tuple type that it is a NodeList. */
interface TrackedItems {
  readonly tracked?: never;
}

/** The type of a NodeList whose objects are of classes known one by one: `new NodeList([a, b]) as NodeTuple<[A, B]>`. */
export type NodeTuple<T extends readonly Base[]> = T & TrackedItems;

class NodeDictObject {
  constructor(nodes: Readonly<Record<string, Base>> = {}) {
    for (const [key, node] of Object.entries(nodes)) checkNode('NodeDict', key, node);
    Object.assign(this, nodes);
    markContainer(this);
  }
}

/** A record of objects: `new NodeDict({ soma, dendrite }).soma`. */
export type NodeDict<T extends Readonly<Record<string, Base>> = Readonly<Record<string, Base>>> = T;
export const NodeDict: { new <T extends Readonly<Record<string, Base>>>(nodes: T): NodeDict<T> } =
  NodeDictObject as unknown as { new <T extends Readonly<Record<string, Base>>>(nodes: T): NodeDict<T> };
