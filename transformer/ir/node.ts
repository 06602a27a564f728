/**
 * The intermediate representation: what a jitted function means once every call in it has been inlined. Expressions are pure
 * (except `host`), statements are structured; there are no functions, closures or objects left, only records read by field.
 */
import type { DType, WeakKind } from '../../runtime/abi/dtype.js';
import type { HostArgument } from '../../runtime/abi/unit.js';

/** A single number. `weak` marks a plain JavaScript number or boolean, which takes the dtype of an array that it meets. */
export interface ScalarType {
  readonly kind: 'scalar';
  readonly dtype: DType;
  readonly weak?: WeakKind;
}

/** `rank` is null where the types do not state it. */
export interface ArrayType {
  readonly kind: 'array';
  readonly dtype: DType;
  readonly rank: number | null;
  /** Where the rank is not known: the highest that it can be, if that is. */
  readonly atMost?: number;
}

/** The address of an object's record; `classes` are the ids of the concrete classes it can be of. */
export interface RecordType {
  readonly kind: 'record';
  readonly classes: readonly string[];
}

/** The address of a list of records, arrays, numbers, strings or lists, `stride` bytes apart. `variables`: its arrays are Variables, which can be written. */
export interface ListType {
  readonly kind: 'list';
  readonly item: ScalarType | ArrayType | RecordType | StringType | ListType;
  readonly stride: number;
  readonly variables?: boolean;
}

/** An interned string (its index). */
export interface StringType {
  readonly kind: 'string';
}

export type Type = ScalarType | ArrayType | RecordType | ListType | StringType;

/** A place that can fail at run time; an index into the program's table of sites. */
export type Site = number;
export type LocalId = number;

export type Expr =
  | { readonly kind: 'const'; readonly value: number | boolean; readonly type: ScalarType }
  /** A string of the program, by its index. */
  | { readonly kind: 'text'; readonly index: number; readonly type: StringType }
  | { readonly kind: 'local'; readonly local: LocalId; readonly type: Type }
  /** A leaf of a parameter or capture, at a byte offset of the frame. `variable`: a captured Variable; `argument`: an array of the caller's. */
  | { readonly kind: 'slot'; readonly offset: number; readonly name: string; readonly variable?: boolean; readonly argument?: boolean; readonly type: Type }
  /** Whether an optional parameter was given. */
  | { readonly kind: 'present'; readonly offset: number; readonly type: ScalarType }
  | { readonly kind: 'field'; readonly record: Expr; readonly offset: number; readonly name: string; readonly variable: boolean; readonly type: Type }
  | { readonly kind: 'item'; readonly list: Expr; readonly index: Expr; readonly type: Type }
  | { readonly kind: 'length'; readonly list: Expr; readonly type: ScalarType }
  | { readonly kind: 'is-class'; readonly record: Expr; readonly classIndex: number; readonly type: ScalarType }
  | { readonly kind: 'is-string'; readonly text: Expr; readonly index: number; readonly type: ScalarType }
  /** A catalogued element-wise operation; an array if any operand is one. Operands already have the dtypes that the operation computes in. */
  | { readonly kind: 'map'; readonly op: string; readonly args: readonly Expr[]; readonly type: ScalarType | ArrayType; readonly site: Site }
  | { readonly kind: 'cast'; readonly arg: Expr; readonly type: ScalarType | ArrayType }
  /** A full reduction of an array (`sum`, `prod`, `min`, `max`, `any`, `all`) to a strong scalar. */
  | { readonly kind: 'reduce'; readonly op: ReduceOp; readonly arg: Expr; readonly type: ScalarType; readonly site: Site }
  | { readonly kind: 'dot'; readonly a: Expr; readonly b: Expr; readonly type: ScalarType | ArrayType; readonly site: Site }
  /** A function of `math` that runs outside of compiled code, unless it has a compiled form. `args` are made of the arrays and numbers (a string among them, by its index); several results come by `host-tuple`. */
  | {
    readonly kind: 'host'; readonly function: string; readonly args: readonly HostArgument[]; readonly arrays: readonly Expr[]; readonly numbers: readonly Expr[];
    readonly type: ScalarType | ArrayType; readonly site: Site;
  }
  | { readonly kind: 'element'; readonly array: Expr; readonly index: Expr; readonly type: ScalarType; readonly site: Site }
  /** A part of an array by numbers, slices and new axes, as NumPy's `x[i, 1:-1, None]`; numbers and slices may count from the end. A scalar if a number stands for each axis. */
  | { readonly kind: 'view'; readonly array: Expr; readonly items: readonly ViewItem[]; readonly type: ScalarType | ArrayType; readonly site: Site }
  | { readonly kind: 'size'; readonly array: Expr; readonly type: ScalarType }
  | { readonly kind: 'rank'; readonly array: Expr; readonly type: ScalarType }
  | { readonly kind: 'dim'; readonly array: Expr; readonly axis: Expr; readonly type: ScalarType }
  /** The array as it is now: later writes to the Variable are not seen. */
  | { readonly kind: 'copy'; readonly arg: Expr; readonly type: ArrayType }
  /** A rank-0 array of a scalar, for results. */
  | { readonly kind: 'box'; readonly arg: Expr; readonly type: ArrayType }
  /** Scalars only; one branch is evaluated. */
  | { readonly kind: 'select'; readonly test: Expr; readonly whenTrue: Expr; readonly whenFalse: Expr; readonly type: ScalarType };

/** What a view makes of one axis (`new-axis`: of none). Bounds that are left out reach to the ends. */
export type ViewItem =
  | { readonly kind: 'number'; readonly index: Expr }
  | { readonly kind: 'range'; readonly start?: Expr; readonly stop?: Expr; readonly step?: Expr }
  | { readonly kind: 'new-axis' };

/** Reductions that loops over elements make themselves. */
export const reduceOps = ['sum', 'prod', 'min', 'max', 'any', 'all'] as const;
export type ReduceOp = (typeof reduceOps)[number];

export type Statement =
  | { readonly kind: 'let'; readonly local: LocalId; readonly value: Expr }
  /** `variable.value = value`; a scalar fills. `target` is a place of array type, or a view of one: then that part of it is written. */
  | { readonly kind: 'store'; readonly target: Expr; readonly value: Expr; readonly site: Site }
  | { readonly kind: 'store-element'; readonly target: Expr; readonly index: Expr; readonly value: Expr; readonly site: Site }
  | { readonly kind: 'if'; readonly test: Expr; readonly then: Block; readonly else: Block }
  /** Runs `body`, then `step`, while `test` holds. `continue` goes to `step`. */
  | { readonly kind: 'loop'; readonly test: Expr; readonly body: Block; readonly step: Block }
  | { readonly kind: 'break' }
  | { readonly kind: 'continue' }
  /** A call as `host` that gives several results, or none: then it writes an array, or throws. */
  | {
    readonly kind: 'host-tuple'; readonly function: string; readonly args: readonly HostArgument[]; readonly locals: readonly LocalId[];
    readonly arrays: readonly Expr[]; readonly numbers: readonly Expr[]; readonly site: Site;
  }
  /**
   * Made by `fuse`: one loop over elements. Its statements are lets of gathers, then lets of element-wise arrays and of full reductions and
   * stores, then lets of reductions along axes (host-arguments.ts says which). After it the elements of `kept` locals are there, and the shape of `sized` ones.
   */
  | { readonly kind: 'kernel'; readonly statements: Block; readonly kept: readonly LocalId[]; readonly sized: readonly LocalId[] }
  /** Made by `fuse-rows`: one pass over the rows of `matrix`; see phases/4-optimize/fuse-rows.ts. */
  | { readonly kind: 'row-kernel'; readonly matrix: Expr; readonly statements: Block; readonly kept: readonly LocalId[] };

export type Block = readonly Statement[];

export interface Local {
  readonly id: LocalId;
  /** The user's name, for printing. */
  readonly name: string;
  readonly type: Type;
  /** Assigned more than once. */
  readonly mutable: boolean;
}

/** One value that a unit returns, and where in the frame it goes. */
export interface Result {
  readonly value: Expr;
  readonly offset: number;
}

/** A unit for one choice of the unstated float type. */
export interface UnitIr {
  readonly name: string;
  readonly export: string;
  readonly locals: readonly Local[];
  readonly body: Block;
  readonly results: readonly Result[];
  /** Bytes of the frame that parameters, captures and results take; local descriptors come after. */
  readonly frameBytes: number;
}
