/** Lists and records of Variables that belong to the object that holds them. Their items have paths `states.0`, `gates.m`. */
import { markContainer } from './container.js';
import type { Variable } from './variable.js';
import { VariableObject } from './variable.js';

function checkVariable(container: string, key: string | number, item: unknown): void {
  if (!(item instanceof VariableObject)) throw new TypeError(`${container}: item ${key} is no Variable; wrap it: new Variable(array)`);
}

/** An array of Variables. Compiled code sees the length that it had at the first compiled call. */
export class VarList<T extends Variable = Variable> extends Array<T> {
  /** `map`, `filter` and the like give plain arrays: their results need not be Variables. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(variables: Iterable<T> = []) {
    super();
    markContainer(this);
    this.push(...variables);
  }

  override push(...variables: T[]): number {
    for (const [index, variable] of variables.entries()) checkVariable('VarList', this.length + index, variable);
    return super.push(...variables);
  }
}

class VarDictObject {
  constructor(variables: Readonly<Record<string, Variable>> = {}) {
    for (const [key, variable] of Object.entries(variables)) checkVariable('VarDict', key, variable);
    Object.assign(this, variables);
    markContainer(this);
  }
}

/** A record of Variables: `new VarDict({ m, h }).m.value = …`. */
export type VarDict<T extends Readonly<Record<string, Variable>> = Readonly<Record<string, Variable>>> = T;
export const VarDict: { new <T extends Readonly<Record<string, Variable>>>(variables: T): VarDict<T> } =
  VarDictObject as unknown as { new <T extends Readonly<Record<string, Variable>>>(variables: T): VarDict<T> };
