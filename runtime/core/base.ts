/**
 * The root class of everything that can be compiled: an object that knows its own tree of objects and Variables.
 *
 * The tree consists of fields that hold a `Base`, a `Variable`, or one of the containers NodeList, NodeDict, VarList and VarDict.
 * Paths are the fields' names joined by dots (`E.V`, `units.0.state`); shared objects are listed once, under their shortest path.
 */
import { Collection } from './collection.js';
import { containedItems } from './container.js';
import { joinPath } from './join-path.js';
import { privateFields } from './private-fields.js';
import { realObject } from './real-object.js';
import { TrainVarObject } from './train-var.js';
import type { Variable } from './variable.js';
import { VariableObject } from './variable.js';

/** How many objects of a class have been named after it. */
const namesGiven = new Map<string, number>();

function nextName(className: string): string {
  const count = namesGiven.get(className) ?? 0;
  namesGiven.set(className, count + 1);
  return `${className}${count}`;
}

/** An object whose state is kept in Variables. Subclasses are compiled by `@jit`, `jit(instance)` and runners. */
export class Base {
  /** A name for people; `ClassName0`, `ClassName1`, … unless given. */
  readonly name: string;

  constructor(name?: string) {
    this.name = name ?? nextName(new.target.name === '' ? 'Base' : new.target.name);
  }

  /** This object (under the path '') and every object below it. */
  nodes(): Collection<Base> {
    const found = new Collection<Base>();
    visitNodes(this, (path, node) => found.set(path, node));
    return found;
  }

  /** Every Variable of this object and of the objects below it. */
  vars(): Collection<Variable> {
    const found = new Collection<Variable>();
    visitNodes(this, (path, node) => addVariables(node, path, found));
    return found;
  }

  /** The Variables that training changes (`TrainVar`). */
  trainVars(): Collection<Variable> {
    return this.vars().select((variable) => (variable as unknown) instanceof TrainVarObject);
  }
}

/** The fields of an object, private ones included where its class hands them out. */
function* fieldsOf(node: object): Iterable<readonly [key: string, value: unknown]> {
  for (const key of Object.keys(node)) yield [key, realObject((node as Record<string, unknown>)[key])];
  for (const [key, read] of privateFields(node)) yield [key, realObject(read(node))];
}

/** Visits the tree level by level, so that what can be reached in two ways is found on the shorter one, and cycles end. */
function visitNodes(root: Base, found: (path: string, node: Base) => void): void {
  const seen = new Set<unknown>([root]);
  let level: (readonly [path: string, node: Base])[] = [['', root]];
  while (level.length > 0) {
    const next: (readonly [string, Base])[] = [];
    const enter = (path: string, value: unknown): void => {
      if (seen.has(value)) return;
      if (value instanceof Base) {
        seen.add(value);
        next.push([path, value]);
        return;
      }
      const items = containedItems(value);
      if (items === undefined) return;
      seen.add(value);
      for (const [key, item] of items) enter(joinPath(path, key), realObject(item));
    };
    for (const [path, node] of level) {
      found(path, node);
      for (const [key, value] of fieldsOf(node)) enter(joinPath(path, key), value);
    }
    level = next;
  }
}

/** Adds the Variables that a node holds itself, in fields and in containers. */
function addVariables(node: Base, nodePath: string, variables: Collection<Variable>): void {
  const enter = (path: string, value: unknown, inside: readonly unknown[]): void => {
    if (value instanceof VariableObject) variables.set(path, value as unknown as Variable);
    else if (!inside.includes(value)) {
      for (const [key, item] of containedItems(value) ?? []) enter(joinPath(path, key), item, [...inside, value]);
    }
  };
  for (const [key, value] of fieldsOf(node)) enter(joinPath(nodePath, key), value, []);
}
