/**
 * THE list of phases and passes, in order. A program goes through once; every unit goes through `lower`, the passes and `emit` for
 * each combination of float types that it depends on.
 */
import type ts from 'typescript';
import { abiVersion, calledFunctions } from '../runtime/abi/unit.js';
import type { UnitMeta, VariantMeta } from '../runtime/abi/unit.js';
import type { AssembleOptions, Capture, Compilation, CompiledProgram, Mark, UnitReport } from './contracts.js';
import { DiagnosticCollector } from './diagnostics/collect.js';
import { arrayCopy } from './diagnostics/rules/array-copy.js';
import { compilerBug } from './diagnostics/rules/compiler-bug.js';
import { libraryFile } from './host/library-file.js';
import { TypeFacts } from './host/type-facts.js';
import { findEquationFunctions } from './host/equation-functions.js';
import { readSignature } from './host/equation-signature.js';
import { unitsModuleName } from './host/units-module-name.js';
import type { UnitIr } from './ir/node.js';
import { printUnit } from './ir/print.js';
import { verify } from './ir/verify.js';
import type { FoundMark } from './phases/1-find/find.js';
import { entryMethods, find } from './phases/1-find/find.js';
import type { FoundModel } from './phases/1-find/find-models.js';
import { findHelpers } from './phases/1-find/find-helpers.js';
import { findModels } from './phases/1-find/find-models.js';
import { checkClass } from './phases/2-check/check-class.js';
import { checkPackages } from './phases/2-check/check-packages.js';
import { checkIntegrator, checkRegistered } from './phases/2-check/check-integrator.js';
import type { LoweredUnit, UnitSource } from './phases/3-lower/lower-unit.js';
import { functionName } from './phases/3-lower/lower-function.js';
import { lowerVariants } from './phases/3-lower/lower-variants.js';
import { ProgramState } from './phases/3-lower/program-state.js';
import { importedNames, importedSpaces } from './phases/6-assemble/imported-names.js';
import { findCopies } from './phases/4-optimize/find-copies.js';
import { flatten } from './phases/4-optimize/flatten.js';
import { fuse } from './phases/4-optimize/fuse.js';
import { fuseRows } from './phases/4-optimize/fuse-rows.js';
import { hostImports } from './phases/5-emit/prelude.js';
import { emitUnit } from './phases/5-emit/emit-unit.js';
import { printModule } from './phases/5-emit/module-text.js';
import { ProgramText } from './phases/5-emit/program-text.js';
import { sink } from './phases/4-optimize/sink.js';
import { summarizeWrites } from './phases/4-optimize/summarize-writes.js';
import type { Session } from './session.js';

/** The passes over a unit's IR. */
export const passes: readonly { readonly name: string; readonly run: (unit: UnitIr) => UnitIr }[] = [
  // First, since all other passes need every loop and call to have a name.
  { name: 'flatten', run: flatten },
  // Before fuse, which would take the element-wise statements between the products.
  { name: 'fuse-rows', run: fuseRows },
  // Puts side by side what the next one fuses.
  { name: 'sink', run: sink },
  // Last: nothing may stand between statements that belong into one loop.
  { name: 'fuse', run: fuse },
];

const assembleOptions: AssembleOptions = { relaxedSimd: false, optimizeLevel: 2 };

/** The methods of a model that a runner calls at each step. */
const stepMethods = ['update', 'clearInput'] as const;

/** Compiles what a program marks. Never throws for what a user wrote; broken invariants of ours become diagnostics with a position. */
export function compileProgram(session: Session, program: ts.Program): Compilation {
  return beginProgram(session, program)();
}

/** The same up to phase 5. What is returned waits for the Wasm, which is made beside this thread where the session can do that. */
export function beginProgram(session: Session, program: ts.Program): () => Compilation {
  const facts = new TypeFacts(session.ts, program, session.watch);
  const collector = new DiagnosticCollector(session.root);
  checkPackages({ ts: session.ts, facts, collector }, program);
  const marks = find(session.ts, program, facts, collector, session.root);
  const state = new ProgramState(session.ts, program, facts, collector, session.root);
  checkRegistered(state, state.registeredMethods());
  const compiler = new ProgramCompiler(session, state);
  for (const model of findModels(session.ts, program, facts, session.explains === true)) compiler.addModel(model);
  for (const mark of marks) compiler.addMark(mark);
  return compiler.begin();
}

/** One units module while it is made. */
interface OpenModule {
  readonly state: ProgramState;
  readonly text: ProgramText;
  readonly units: UnitMeta[];
}

class ProgramCompiler {
  readonly #session: Session;
  /** What all modules share. */
  readonly #state: ProgramState;
  readonly #modules = new Map<string, OpenModule>();
  readonly #reports: UnitReport[] = [];
  readonly #marks: Mark[] = [];
  readonly #classMarks = new Map<ts.ClassLikeDeclaration, Extract<FoundMark, { kind: 'class' }>>();
  readonly #classCaptures = new Map<ts.ClassLikeDeclaration, Capture[]>();
  readonly #modelFiles = new Set<ts.SourceFile>();
  readonly #ids = new Map<string, number>();
  /** Functions without captures are compiled once in a module, however often they are given to jit. */
  readonly #compiled = new Map<OpenModule, Map<ts.Node, string>>();

  constructor(session: Session, state: ProgramState) {
    this.#session = session;
    this.#state = state;
  }

  /** The module for what stands in the file of `node`. */
  #moduleOf(node: ts.Node): OpenModule {
    const name = unitsModuleName(this.#session, node.getSourceFile());
    let found = this.#modules.get(name);
    if (found === undefined) {
      const { ts, program, facts, collector, root } = this.#state;
      found = { state: new ProgramState(ts, program, facts, collector, root, this.#state), text: new ProgramText(), units: [] };
      this.#modules.set(name, found);
      this.#compiled.set(found, new Map());
    }
    return found;
  }

  addMark(mark: FoundMark): void {
    const state = this.#state;
    switch (mark.kind) {
      case 'jit-call': {
        if (mark.inline) state.rewritten.add(mark.target);
        else state.twinOf(mark.target, mark.name);
        const module = this.#moduleOf(mark.call);
        const compiled = this.#compiled.get(module)!;
        const known = compiled.get(mark.target);
        if (known !== undefined) {
          this.#marks.push({ kind: 'jit-call', call: mark.call, target: mark.target, unit: known, captures: [] });
          return;
        }
        const source: UnitSource = { id: this.#uniqueId(mark.target, mark.name), name: mark.name, target: mark.target, site: mark.call };
        const captures = this.#compile(module, source);
        if (captures.length === 0) compiled.set(mark.target, source.id);
        this.#marks.push({ kind: 'jit-call', call: mark.call, target: mark.target, unit: source.id, captures });
        return;
      }
      case 'tagged-function': {
        state.rewritten.add(mark.target);
        const source: UnitSource = { id: this.#uniqueId(mark.target, mark.name), name: mark.name, target: mark.target, site: mark.target };
        this.#marks.push({ kind: 'tagged-function', target: mark.target, unit: source.id, captures: this.#compile(this.#moduleOf(mark.target), source) });
        return;
      }
      case 'class-code':
        state.classCode.add(mark.target);
        return;
      case 'class':
        this.#classMarks.set(mark.target, mark);
        checkClass(state, mark.target);
        this.#compileClass(mark.target, mark.methods);
        return;
      case 'instance-class':
        checkClass(state, mark.target);
        this.#compileClass(mark.target, entryMethods);
    }
  }

  addModel(model: FoundModel): void {
    const state = this.#state;
    switch (model.kind) {
      case 'method':
        state.rewritten.add(model.target);
        return;
      case 'derivative':
        state.elementwise.add(model.target);
        if (model.isTwin) state.twinReferences.set(model.use, state.twinOf(model.target, functionName(model.target)));
        // A method has no copy: it is rewritten where it stands.
        if (!model.isTwin || state.ts.isMethodDeclaration(model.target)) state.rewritten.add(model.target);
        return;
      case 'integrator':
        checkIntegrator(state, model.call, state.registeredMethods());
        if (model.isRun) this.#compileIntegrator(model.call, model.vectors);
        return;
      case 'model-class':
        checkClass(state, model.target);
        this.#compileClass(model.target, stepMethods);
        return;
      case 'part-class':
        // Programs that compile it find it by its id.
        this.#moduleOf(model.target).state.classes.info(model.target);
        return;
      case 'library-class':
        this.#compileLibraryClass(model);
    }
  }

  /** Into the modules of those who use it: the library's file is no part of the user's program. */
  #compileLibraryClass({ target, users }: Extract<FoundModel, { kind: 'library-class' }>): void {
    const known = this.#reports.length;
    for (const file of users) {
      this.#compileClass(target, stepMethods, this.#moduleOf(file));
      this.#modelFiles.add(file);
    }
    const files = users.map((file) => this.#state.fileOf(file));
    this.#reports.push(...this.#reports.splice(known).map((report) => ({ ...report, users: files })));
  }

  /** The steps of an integrator that a runner may make: with numbers as parameters, and with the vectors that the program gives to runners. */
  #compileIntegrator(call: ts.CallExpression, vectors: readonly string[]): void {
    const state = this.#state;
    const [equation] = call.arguments;
    const found = equation === undefined ? undefined : findEquationFunctions(state.ts, state.facts, equation);
    const target = found?.functions[0]?.target;
    if (found === undefined || target === undefined || !found.isComplete) return;
    const parameters = found.functions.flatMap((one) => readSignature(state.ts, one.target).args.map(({ name }) => name));
    const variable = call.parent as ts.Node & { readonly name?: ts.Node };
    const name = state.ts.isVariableDeclaration(variable) ? variable.name.getText() : 'integral';
    const module = this.#moduleOf(call);
    const own = vectors.filter((one) => parameters.includes(one));
    const units = (own.length === 0 ? [[]] : [[], own]).map((arrays) => {
      const source: UnitSource = { id: this.#uniqueId(call, name), name, target, site: call, integrator: { call, arrays } };
      return { id: source.id, arrays, captures: this.#compile(module, source) };
    });
    this.#marks.push({ kind: 'integrator', call, units: units.filter(({ id }) => module.units.some((unit) => unit.id === id)) });
  }

  /** `src/lr.ts:gelu`, with a number where two functions of a file share a name. */
  #uniqueId(node: ts.Node, name: string): string {
    const base = `${this.#state.fileOf(node)}:${name}`;
    const count = this.#ids.get(base) ?? 0;
    this.#ids.set(base, count + 1);
    return count === 0 ? base : `${base}@${count}`;
  }

  /** Compiles the entries of a class and of all classes that extend it, each into the module of its file unless one is given. */
  #compileClass(declaration: ts.ClassLikeDeclaration, methods: readonly string[], home?: OpenModule): void {
    const { ts } = this.#state;
    for (const form of this.#state.classes.concrete(declaration)) {
      const module = home ?? this.#moduleOf(form.declaration);
      const { classes } = module.state;
      const info = classes.own(form);
      for (const name of methods) {
        if (info.entries[name] !== undefined) continue;
        const found = classes.findMember(info.declaration, name);
        if (found === undefined || !ts.isMethodDeclaration(found.member) || found.member.body === undefined) continue;
        // Runners know what the library's own do (run/clear-inputs.ts).
        if (name === 'clearInput' && libraryFile(found.member.getSourceFile().fileName) !== undefined) continue;
        const id = `${info.id}.${name}`;
        info.entries[name] = id;
        this.#state.rewritten.add(found.member);
        const captures = this.#compile(module, { id, name: `${info.name}.${name}`, target: found.member, site: info.declaration, self: info });
        const known = this.#classCaptures.get(info.declaration) ?? [];
        this.#classCaptures.set(info.declaration, [...known, ...captures]);
      }
    }
  }

  /** Lowers, optimizes and emits one unit in all its variants; gives the values that it captures. */
  #compile({ state, text, units }: OpenModule, source: UnitSource): readonly Capture[] {
    try {
      // The library's own models are made in the default float.
      const lowered = lowerVariants(state, source, source.id.startsWith('myelin:'));
      if (lowered === undefined) return [];
      const first = lowered.variants[0]!.unit;
      const variants: VariantMeta[] = [];
      const steps: { name: string; text: string }[] = [];
      const notes: string[] = [];
      let assemblyScript = '';
      let writes = { writes: false, failsAfterWrite: false };
      let draws = false;
      for (const { form, unit } of lowered.variants) {
        // Not 'u8': the names of AssemblyScript's types are taken.
        const exportName = ['unit' + units.length, form.float, form.defaultFloat].filter((part) => part !== undefined).join('_');
        const isFirst = unit === first;
        let ir: UnitIr = { ...unit.ir, export: exportName };
        for (const pass of [{ name: 'lower', run: (one: UnitIr) => one }, ...passes]) {
          ir = pass.run(ir);
          verify(ir, { flat: pass.name !== 'lower' });
          this.#session.observe?.(pass.name, ir);
          if (isFirst) steps.push({ name: pass.name, text: printUnit(ir) });
        }
        if (isFirst) this.#noteCopies(ir, unit);
        if (isFirst) writes = unit.changesState ? { writes: true, failsAfterWrite: true } : summarizeWrites(ir);
        const emitted = emitUnit(text, ir);
        draws ||= emitted.draws;
        if (isFirst) {
          assemblyScript = emitted.text;
          notes.push(...emitted.notes);
        }
        variants.push({ export: exportName, results: unit.results, frameBytes: emitted.frameBytes, ...form });
      }
      const { refused } = lowered;
      units.push({ ...this.#unitMeta(source, first), variants, ...(refused.length === 0 ? {} : { refused }), ...writes, ...(draws ? { draws } : {}) });
      this.#reports.push({ id: source.id, position: state.positionOf(source.target), steps, assemblyScript, notes, exports: variants.map((variant) => variant.export) });
      return first.captures;
    } catch (error) {
      state.collector.report(compilerBug.messages.invariant({ detail: error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 2).join(' ') : String(error) }), source.target);
      return [];
    }
  }

  /** Snapshots that no loop could keep in registers: their elements are copied. */
  #noteCopies(ir: UnitIr, { snapshots }: LoweredUnit): void {
    for (const local of findCopies(ir)) {
      const node = snapshots.get(local);
      if (node !== undefined) this.#state.collector.report(arrayCopy.messages.copy({ array: node.getText(), reason: 'The Variable is written while this snapshot of it is still used.' }), node);
    }
  }

  #unitMeta(source: UnitSource, lowered: LoweredUnit): Omit<UnitMeta, 'variants' | 'refused' | 'writes' | 'failsAfterWrite' | 'draws'> {
    return {
      id: source.id, name: source.name, parameters: lowered.parameters, captures: lowered.captureSlots,
      ...(source.target.parameters.at(-1)?.dotDotDotToken === undefined || source.integrator !== undefined ? {} : { rest: true }),
      ...(source.self === undefined ? {} : { self: { class: source.self.id, offset: lowered.selfOffset! } }),
      position: this.#state.positionOf(source.target),
    };
  }

  begin(): () => Compilation {
    const { collector, rewritten, classCode, twins, twinCalls, elementwise, twinReferences, thrown } = this.#state;
    this.#markClasses();
    this.#copyHelpers();
    for (const [target, references] of this.#state.handedOver) {
      const twin = twins.get(target);
      if (twin !== undefined) for (const reference of references) twinReferences.set(reference, twin.id);
    }
    const plan = { marks: this.#marks, rewritten, classCode, twins, twinCalls, elementwise, twinReferences, thrown, modelFiles: this.#modelFiles };
    const texts = collector.hasErrors ? [] : [...this.#modules].filter(([, { units }]) => units.length > 0).map(([name, module]) => ({ name, module, text: printModule(module.text, hostImports) }));
    for (const { text } of texts) this.#session.assemble.begin?.(text, this.#assembleOptions);
    return () => {
      const modules = new Map(texts.flatMap(({ name, module, text }) => {
        const compiled = this.#assemble(module, text);
        return compiled === undefined ? [] : [[name, compiled] as const];
      }));
      return { plan, reports: this.#reports, diagnostics: collector.diagnostics, modules };
    };
  }

  /** The helpers of class code take arrays too. Last, since those that jit code calls have their copies already. */
  #copyHelpers(): void {
    const { ts, facts, classCode, rewritten, twinCalls } = this.#state;
    for (const one of classCode) {
      for (const { call, target } of findHelpers(ts, facts, one, (at) => classCode.has(at) || rewritten.has(at))) {
        if (!rewritten.has(target)) twinCalls.set(call, this.#state.twinOf(target, functionName(target)));
      }
    }
  }

  /** Every class that compiled code reads is registered where it stands, whichever module reads it. */
  #markClasses(): void {
    const tables = [...this.#modules.values()].map(({ state }) => state.classes);
    const known = new Set(tables.flatMap((table) => table.all.map((info) => info.declaration)));
    // Only a class itself can read its private fields: abstract parents hand them out too, though no object is of their class.
    const parents = tables.flatMap((table) => table.all.flatMap((info) => table.privateHomes(info))).filter((home) => !known.has(home));
    for (const declaration of [...known, ...new Set(parents)]) {
      const mark = this.#classMarks.get(declaration);
      const own = this.#modules.get(unitsModuleName(this.#session, declaration.getSourceFile()));
      this.#marks.push({
        kind: 'class', target: declaration, class: this.#state.classes.idOf(declaration), jitMethods: mark?.methods ?? [], decorators: mark?.decorators ?? [],
        ...(mark?.options === undefined ? {} : { options: mark.options }),
        privateFields: [...new Set(tables.flatMap((table) => table.privateFields(declaration)))],
        captures: this.#classCaptures.get(declaration) ?? [], hasUnits: own !== undefined && own.units.length > 0,
      });
    }
  }

  get #assembleOptions(): AssembleOptions {
    return this.#session.explains === true ? { ...assembleOptions, names: true } : assembleOptions;
  }

  #assemble({ state, text, units }: OpenModule, source: string): CompiledProgram | undefined {
    const { strings, classes, collector } = state;
    try {
      const wasm = this.#session.assemble(source, this.#assembleOptions);
      const sites = text.sites.map((site) => state.sites[site]!);
      return {
        meta: { abi: abiVersion, units, classes: classes.metas(), sites, strings, constants: text.constants }, wasm, sites: state.sites,
        hostImports: importedNames(wasm, 'host'), kernelImports: importedSpaces(wasm).filter((space) => space !== 'env' && space !== 'host'),
        hostFunctions: calledFunctions(sites),
      };
    } catch (error) {
      const [first] = this.#marks;
      collector.report(compilerBug.messages.invariant({ detail: error instanceof Error ? error.message : String(error) }), first?.kind === 'integrator' ? first.call : first!.target);
      return undefined;
    }
  }
}
