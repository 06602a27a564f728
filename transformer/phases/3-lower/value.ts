/** What an expression of the user's program is while it is being lowered: the IR of a number or array, or something known at build time. */
import type ts from 'typescript';
import type { IntegratorFamily } from '../../../runtime/abi/equations.js';
import type { Expr, ListType, LocalId, RecordType } from '../../ir/node.js';

export type Value =
  /** A number, boolean or array; a Variable is a `field` (or `item`) expression with `variable` set: reading it later gives what it holds then. */
  | { readonly kind: 'expr'; readonly expr: Expr }
  /**
   * `madeAt`: how deep in blocks the literal stands that made it; only there it may grow. `shared`: its items are assigned, and all names
   * of it see that.
   */
  | { readonly kind: 'tuple'; readonly items: readonly Value[]; readonly madeAt?: number; readonly shared?: boolean }
  /** `shared`: made by jit code, and some of its fields are assigned, which all names of it see. */
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Value>; readonly shared?: boolean }
  | { readonly kind: 'function'; readonly node: ts.FunctionLikeDeclaration; readonly scope: Names; readonly self?: Value }
  /** An object of a class, by the address of its record. */
  | { readonly kind: 'instance'; readonly record: Expr & { readonly type: RecordType } }
  /** A NodeList, VarList or list of constants. */
  | { readonly kind: 'list'; readonly list: Expr & { readonly type: ListType }; readonly node: ts.Node }
  /** `list.entries()`: of each item its index and itself. */
  | { readonly kind: 'entries'; readonly list: Extract<Value, { readonly kind: 'list' }> }
  /** A namespace or function of the library (`math`, `math.exp`) or of JavaScript (`Math.exp`), by its path. */
  | { readonly kind: 'library'; readonly path: string }
  /** A method of an array, Variable, list or string, with its receiver. */
  | { readonly kind: 'method'; readonly receiver: Value; readonly name: string }
  /** A function that exists at build time only. */
  /** `source`: the function of the program that it stands for, where it does. */
  | { readonly kind: 'native'; readonly call: (args: readonly Value[], node: ts.Node) => Value; readonly source?: ts.Node }
  /** `new JointEq([…])`. */
  | { readonly kind: 'equations'; readonly functions: readonly FunctionValue[] }
  /** What `odeint` and its kin give: the functions of the right side and of the noise, and what the options say. */
  | {
    readonly kind: 'integrator'; readonly family: IntegratorFamily; readonly functions: readonly FunctionValue[]; readonly noise: readonly FunctionValue[];
    readonly options: IntegratorOptions; readonly node: ts.CallExpression;
    /** What the integrator that the run has made says of itself (`dt`, `method`, `memory`); absent where there is no such object. */
    readonly made?: (fact: string) => Value;
  }
  | { readonly kind: 'class'; readonly node: ts.ClassLikeDeclaration }
  | { readonly kind: 'string'; readonly text: string }
  /** A string known only at run time. */
  | { readonly kind: 'text'; readonly expr: Expr }
  /** An optional parameter or field: `value` if `present`, else undefined. */
  | { readonly kind: 'optional'; readonly present: Expr; readonly value: Value }
  | { readonly kind: 'undefined' }
  /** Already reported: whatever is made of it is silent. */
  | { readonly kind: 'error' };

export type FunctionValue = Extract<Value, { kind: 'function' }>;
export type NativeValue = Extract<Value, { kind: 'native' }>;
export type IntegratorValue = Extract<Value, { kind: 'integrator' }>;

/** The options of an integrator's call. */
export interface IntegratorOptions {
  readonly given: ReadonlyMap<string, Value>;
  /** Whether an option has a value that the build does not know. */
  isUnknown(name: string): boolean;
}

/** A `let` that is assigned again: its value lives in an IR local (or several, for tuples: then `value` holds them). */
export interface Binding {
  value: Value;
  /** The local to assign to; absent for constants. */
  readonly local?: LocalId;
  /** How deep in nested blocks the declaration stood: a binding may change its type only there. */
  readonly depth: number;
  /** The name of the array argument that this is (or aliases): such arrays may not be written. */
  readonly argument?: string;
}

/** What the names around a function stand for; `scope.ts` keeps them. */
export interface Names {
  declare(symbol: ts.Symbol, binding: Binding): void;
  /** Replaces a binding where it was declared. */
  redeclare(symbol: ts.Symbol, binding: Binding): void;
  find(symbol: ts.Symbol): Binding | undefined;
}

export const errorValue: Value = { kind: 'error' };
export const undefinedValue: Value = { kind: 'undefined' };

export function exprValue(expr: Expr): Value {
  return { kind: 'expr', expr };
}
