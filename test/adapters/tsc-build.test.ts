// The ways in which tsc uses a program (plainly, through a builder, only to check), with the adapter in between as ts-patch puts it.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it, vi } from 'vitest';
import transformProgram from '../../transformer/adapters/ts-patch.js';
import { ProjectFolder } from './project-folder.js';

vi.mock('../../transformer/pipeline.js', () => import('./fake-compiler.js'));
vi.mock('../../transformer/adapters/assembler.js', () => ({ createAssemble: () => undefined }));
vi.mock('../../transformer/phases/7-rewrite/rewrite.js', () => import('./fake-compiler.js'));

const main = `import { helper } from './helper.js';\nconst jit = (x: number): number => x;\nexport const y = jit(helper(2));\n`;
const helper = 'export function helper(x: number): number {\n  return x + 1;\n}\n';

function project(compilerOptions: object = {}): ProjectFolder {
  const folder = new ProjectFolder({ 'package.json': '{"type":"module"}', 'src/main.ts': main, 'src/helper.ts': helper });
  const options = { target: 'es2022', module: 'nodenext', rootDir: 'src', outDir: 'dist', types: [], lib: ['es2023'], ...compilerOptions };
  folder.write('tsconfig.json', JSON.stringify({ compilerOptions: options, include: ['src'] }));
  mkdirSync(folder.file('node_modules'));
  return folder;
}

function parse(folder: ProjectFolder): ts.ParsedCommandLine {
  const file = folder.file('tsconfig.json');
  return ts.parseJsonConfigFileContent(ts.readConfigFile(file, ts.sys.readFile).config, ts.sys, folder.path, undefined, file);
}

function wrapped(folder: ProjectFolder, config: object = {}, old?: ts.Program): { readonly program: ts.Program; readonly host: ts.CompilerHost } {
  const { fileNames, options } = parse(folder);
  const host = ts.createIncrementalCompilerHost(options);
  return { program: transformProgram(ts.createProgram(fileNames, options, host, old), host, config, { ts }) as ts.Program, host };
}

const summarize = (diagnostics: readonly ts.Diagnostic[]): string[] => diagnostics.map(({ file, code, start }) => (
  `${file?.fileName.split('/').at(-1)} ${String(code)} ${file?.text.slice(start, start! + 7)}`));

/** `tsc`. */
function run(folder: ProjectFolder, config: object = {}): string[] {
  const { program } = wrapped(folder, config);
  const found = [...program.getSyntacticDiagnostics(), ...program.getGlobalDiagnostics(), ...program.getSemanticDiagnostics()];
  return summarize([...found, ...program.emit().diagnostics]);
}

/** `tsc --incremental`, as in a new process: what it remembers is in `.tsbuildinfo`. */
function runIncremental(folder: ProjectFolder): string[] {
  const { options } = parse(folder);
  const { program, host } = wrapped(folder);
  const builder = ts.createEmitAndSemanticDiagnosticsBuilderProgram(program, host, ts.readBuilderProgram(options, host));
  const found = [...builder.getSyntacticDiagnostics(), ...builder.getGlobalDiagnostics(), ...builder.getSemanticDiagnostics()];
  return summarize([...found, ...builder.emit().diagnostics]);
}

const mistake = ['helper.ts (myelin/no-static-write) MISTAKE'];

describe('a plain tsc', () => {
  it('emits rewritten files and the units beside them', () => {
    const folder = project();
    expect(run(folder)).toEqual([]);
    expect(folder.read('dist/main.js')).toMatch(/^import \* as \$u from "\.\/myelin-units\.js";/);
    expect(folder.read('dist/helper.js')).not.toContain('myelin');
    expect(folder.read('dist/myelin-units.js')).toContain(`"text":${main.length + helper.length}`);
  });

  it('finds the units from other folders', () => {
    const folder = project();
    folder.write('src/deep/er/other.ts', 'const jit = (x: number): number => x;\nexport const z = jit(1);\n');
    run(folder);
    expect(folder.read('dist/deep/er/other.js')).toContain('"../../myelin-units.js"');
  });

  it('emits beside the sources where there is no outDir', () => {
    const folder = project({ outDir: undefined });
    run(folder);
    expect(folder.read('src/main.js')).toContain('"./myelin-units.js"');
    expect(existsSync(folder.file('src/myelin-units.js'))).toBe(true);
  });

  it('writes no units where nothing is marked', () => {
    const folder = project();
    folder.write('src/main.ts', 'export const y = 1;\n');
    expect(run(folder)).toEqual([]);
    expect(existsSync(folder.file('dist/main.js'))).toBe(true);
    expect(existsSync(folder.file('dist/myelin-units.js'))).toBe(false);
  });

  it('reports each error once, TypeScript\'s own too, and no notes', () => {
    const folder = project();
    folder.write('src/helper.ts', `${helper}// MISTAKE, SLOW\nexport const wrong: string = 1;\n`);
    expect(run(folder).sort()).toEqual([...mistake, 'helper.ts 2322 wrong: ']);
  });

  it('leaves units that throw in place of those of a program with errors', () => {
    const folder = project();
    run(folder);
    folder.write('src/helper.ts', `// MISTAKE\n${helper}`);
    run(folder);
    expect(folder.read('dist/myelin-units.js')).toMatch(/^throw new Error\(".*src\/helper\.ts:1:4: found MISTAKE"\)/);
  });

  it('emits nothing at all with noEmitOnError, noEmit or emitDeclarationOnly', () => {
    for (const options of [{ noEmitOnError: true }, { noEmit: true }, { declaration: true, emitDeclarationOnly: true }]) {
      const folder = project(options);
      folder.write('src/helper.ts', `// MISTAKE\n${helper}`);
      expect(new Set(run(folder))).toEqual(new Set(mistake));
      expect(existsSync(folder.file('dist/myelin-units.js'))).toBe(false);
    }
  });

  it('writes units in the format of the program', () => {
    const commonJs = project({ module: 'commonjs', moduleResolution: 'bundler' });
    run(commonJs);
    expect(commonJs.read('dist/main.js')).toContain('require("./myelin-units.js")');
    expect(commonJs.read('dist/myelin-units.js')).toContain('exports.program');
    const nodeNext = project();
    nodeNext.write('package.json', '{}');
    run(nodeNext);
    expect(nodeNext.read('dist/myelin-units.js')).toContain('exports.program');
  });

  it('puts the Wasm beside the units when asked to', () => {
    const folder = project();
    run(folder, { wasm: 'asset', transform: 'myelin/transformer', transformProgram: true });
    expect(folder.read('dist/myelin-units.js')).toContain('"./myelin-units.wasm"');
    expect(existsSync(folder.file('dist/myelin-units.wasm'))).toBe(true);
  });

  it('says what is wrong with an option', () => {
    expect(() => wrapped(project(), { wasm: 'file' })).toThrow(`plugins in tsconfig.json: option 'wasm' is "file"; it must be 'inline' or 'asset'`);
    expect(() => wrapped(project(), { fastmath: true })).toThrow(/there is no option 'fastmath' \(options: fastMath, /);
  });
});

describe('a builder', () => {
  const incremental = { incremental: true };

  it('brings callers and units up to date when only a helper changed', () => {
    const folder = project(incremental);
    runIncremental(folder);
    const before = folder.read('dist/myelin-units.js');
    folder.write('src/helper.ts', helper.replace('x + 1', 'x + 1000'));
    expect(runIncremental(folder)).toEqual([]);
    expect(folder.read('dist/myelin-units.js')).not.toBe(before);
    rmSync(folder.file('dist/main.js'));
    folder.write('src/helper.ts', helper);
    runIncremental(folder);
    expect(folder.read('dist/main.js')).toContain('$u');
    expect(folder.read('dist/myelin-units.js')).toBe(before);
  });

  it('changes nothing on disk in an unchanged build', () => {
    const folder = project(incremental);
    runIncremental(folder);
    const write = vi.spyOn(ts.sys, 'writeFile');
    expect(runIncremental(folder)).toEqual([]);
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
  });

  it('forgets an error when it is mended, and not before', () => {
    for (const options of [incremental, { incremental: true, noEmit: true }, { incremental: true, declaration: true, composite: true }]) {
      const folder = project(options);
      folder.write('src/helper.ts', `// MISTAKE\n${helper}`);
      expect(new Set(runIncremental(folder))).toEqual(new Set(mistake));
      expect(new Set(runIncremental(folder))).toEqual(new Set(mistake));
      folder.write('src/helper.ts', helper);
      expect(runIncremental(folder)).toEqual([]);
    }
  });
});

describe('several projects in one folder', () => {
  it('keep to files of their own', () => {
    const folder = project();
    folder.write('tsconfig.test.json', folder.read('tsconfig.json'));
    const { fileNames, options } = parse(folder);
    const testOptions = { ...options, configFilePath: folder.file('tsconfig.test.json') };
    const program = transformProgram(ts.createProgram(fileNames, testOptions), undefined, {}, { ts }) as ts.Program;
    program.emit();
    expect(existsSync(folder.file('dist/myelin-units.test.js'))).toBe(true);
    expect(folder.read('dist/main.js')).toContain('"./myelin-units.test.js"');
  });

  it('says what the entry in tsconfig.json lacks where ts-patch takes it for a transformer of files', () => {
    const asFileTransformer = transformProgram as unknown as (program: object, config: object, extras: object) => unknown;
    expect(() => asFileTransformer({}, {}, { ts })).toThrow(/"transformProgram": true/);
  });
});
