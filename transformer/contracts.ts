/** The values that phases hand to each other. Types only. */
import type ts from 'typescript';
import type { ProgramMeta, SiteMeta } from '../runtime/abi/unit.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';

/** The TypeScript API in use: ts-patch's instance under tspc, our own elsewhere. Never imported as a value. */
export type TypeScript = typeof ts;

/**
 * A value from around compiled code, handed over by a thunk. `name`: one use of it in the program (under CommonJS an identifier is bound
 * to its import through its node; the name must be visible where the mark or class stands). `twin`: the value stands around a helper,
 * maybe in another file, and is the helper's capture number `index`.
 */
export type Capture =
  | { readonly kind: 'name'; readonly use: ts.Identifier }
  | { readonly kind: 'twin'; readonly twin: string; readonly index: number };

/** The rewritten copy of a plain function: its id, and the values around it that compiled code takes from there. */
export interface Twin {
  readonly id: string;
  readonly captures: readonly ts.Identifier[];
}

/** What makes a function or class jit code; the thing that `rewrite` replaces. */
export type Mark =
  | { readonly kind: 'jit-call'; readonly call: ts.CallExpression; readonly target: ts.FunctionLikeDeclaration; readonly unit: string; readonly captures: readonly Capture[] }
  | { readonly kind: 'tagged-function'; readonly target: ts.FunctionDeclaration; readonly unit: string; readonly captures: readonly Capture[] }
  /** A call of `odeint` or its kin: one unit for each choice of which parameters are vectors. */
  | { readonly kind: 'integrator'; readonly call: ts.CallExpression; readonly units: readonly { readonly id: string; readonly arrays: readonly string[]; readonly captures: readonly Capture[] }[] }
  | { readonly kind: 'class'; readonly target: ts.ClassLikeDeclaration; readonly class: string;
      /** Decorated: calls of these methods on instances run compiled code. Otherwise the class is only registered for `jit(instance)` and runners. */
      readonly jitMethods: readonly string[]; readonly options?: ts.Expression; readonly decorators: readonly ts.Decorator[];
      /** `#private` fields that compiled code reads: the class hands out readers for them. */
      readonly privateFields: readonly string[]; readonly captures: readonly Capture[];
      /** False where the units module of the class's file holds nothing: only other modules have compiled the class. */
      readonly hasUnits?: boolean };

/** Everything that `rewrite` needs to know of one program. */
export interface RewritePlan {
  readonly marks: readonly Mark[];
  /** Function-like nodes whose operators are rewritten where they stand: jitted functions, methods of compiled classes, derivatives. */
  readonly rewritten: ReadonlySet<ts.Node>;
  /** Classes below `Base`: operators work in all of their code, in constructors, field initializers and plain methods too. */
  readonly classCode: ReadonlySet<ts.Node>;
  /** Plain functions that jit code calls, or that `jit(name)` names: they stay untouched and get a rewritten twin; jit code calls the twin. */
  readonly twins: ReadonlyMap<ts.Node, Twin>;
  /** Calls (inside of rewritten code) of functions that have a twin, and the twin's id. */
  readonly twinCalls: ReadonlyMap<ts.CallExpression, string>;
  /** Uses of a function's name as a value (`odeint(dV)`, `apply(f, x)`) where its twin is to be handed over, and the twin's id. */
  readonly twinReferences?: ReadonlyMap<ts.Expression, string>;
  /** Classes at the top level of files whose errors jit code throws, with their ids: the file tells the run where they are. */
  readonly thrown?: ReadonlyMap<ts.ClassDeclaration, string>;
  /** Element-wise derivative functions (also in `rewritten` or `twins`): `?:`, `if` become `where`. */
  readonly elementwise: ReadonlySet<ts.Node>;
  /** Files that make objects of library models which the program compiles anew: they tell the runtime so. */
  readonly modelFiles?: ReadonlySet<ts.SourceFile>;
}

/** One compiled unit, as `explain` shows it. */
export interface UnitReport {
  readonly id: string;
  readonly position: string;
  readonly steps: readonly { readonly name: string; readonly text: string }[];
  readonly assemblyScript: string;
  readonly notes: readonly string[];
  /** The exports of the Wasm module, one for each variant. */
  readonly exports: readonly string[];
  /** Of a model of the library: the program's files that make objects of it. */
  readonly users?: readonly string[];
}

/** What one units module holds. */
export interface CompiledProgram {
  readonly meta: ProgramMeta;
  readonly wasm: Uint8Array;
  /** All sites, by the numbers that the IR has. `meta.sites` are those that the Wasm module names, by its numbers. */
  readonly sites: readonly SiteMeta[];
  /** The functions that the Wasm module imports from `host` (`HostFunctions`). */
  readonly hostImports: readonly string[];
  /** The modules of eager kernels that it imports functions of, by the names of `runtime/kernels`. */
  readonly kernelImports: readonly string[];
  /** Functions of `myelin`'s `math` that compiled code calls (host operations), by the path that users write (`sort`, `linalg.solve`). */
  readonly hostFunctions: readonly string[];
}

/** The result of compiling one TypeScript program. */
export interface Compilation {
  readonly diagnostics: readonly Diagnostic[];
  readonly plan: RewritePlan;
  readonly reports: readonly UnitReport[];
  /** The units modules by name (`host/units-module-name.ts`): one for the program, or one for each file that marks something. */
  readonly modules: ReadonlyMap<string, CompiledProgram>;
}

/** Turns AssemblyScript text into Wasm bytes; throws on any error of the compiler (ours, always). Implementations: in-process, worker, cache around either. */
export interface Assemble {
  (source: string, options: AssembleOptions): Uint8Array;
  /** Says what will be asked for soon, where that can be made beside this thread. */
  readonly begin?: (source: string, options: AssembleOptions) => void;
}

export interface AssembleOptions {
  readonly relaxedSimd: boolean;
  /** 2 for builds: 3 takes four times as long (8 s for 2 s, `dyn.HH` in both floats), makes 40 % more code and, measured, no faster one. */
  readonly optimizeLevel: 1 | 2 | 3;
  /** Whether the module calls functions of other modules through the shared table, `env.table`. */
  readonly importTable?: boolean;
  /** Whether functions keep their names in the module, for `myelin explain`. */
  readonly names?: boolean;
}
