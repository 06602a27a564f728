// What bundlers and the command line get of a project, cold and from the cache.
import { mkdirSync, utimesSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { ProgramBuild } from '../../transformer/adapters/program-build.js';
import type { BuildSettings, ProgramOutcome } from '../../transformer/adapters/program-build.js';
import { resolveOptions } from '../../transformer/options.js';
import type { UserOptions } from '../../transformer/options.js';
import type { compileProgram } from './fake-compiler.js';
import { ProjectFolder } from './project-folder.js';

vi.mock('../../transformer/pipeline.js', async () => {
  const fake = await import('./fake-compiler.js');
  return { compileProgram: vi.fn(fake.compileProgram) };
});
vi.mock('../../transformer/phases/7-rewrite/rewrite.js', () => import('./fake-compiler.js'));
vi.mock('../../transformer/adapters/assembler.js', () => ({ createAssemble: () => undefined }));
const { compileProgram: compile } = await import('../../transformer/pipeline.js') as unknown as { compileProgram: ReturnType<typeof vi.fn<typeof compileProgram>> };

const main = `import { helper } from './helper.js';\nimport type { T } from './types.js';\nconst jit = (x: number): number => x;\nexport const y: T = jit(helper(2));\n`;

function project(tsconfig: object | undefined = { compilerOptions: { module: 'nodenext', target: 'es2022', types: [] }, include: ['src'] }): ProjectFolder {
  const folder = new ProjectFolder({
    'package.json': '{"type":"module"}', 'src/main.ts': main, 'src/helper.ts': 'export const helper = (x: number): number => x + 1;\n',
    'src/types.ts': 'export type T = number;\n',
  });
  if (tsconfig !== undefined) folder.write('tsconfig.json', JSON.stringify(tsconfig));
  mkdirSync(folder.file('node_modules'));
  return folder;
}

function build(folder: ProjectFolder, options: UserOptions = {}, emit: BuildSettings['emit'] = 'jit'): ProgramBuild {
  return new ProgramBuild({ folder: folder.path, options: resolveOptions(options, 'test'), emit });
}

/** As in a new process. Says whether the compiler ran. */
function rebuild(folder: ProjectFolder, options?: UserOptions): { readonly outcome: ProgramOutcome; readonly isCompiled: boolean } {
  compile.mockClear();
  const outcome = build(folder, options).outcomeWith(folder.file('src/main.ts'));
  return { outcome, isCompiled: compile.mock.calls.length > 0 };
}

describe('the outcome of a program', () => {
  it('has the files that change, and knows those that do not', () => {
    const folder = project();
    const { files, units, diagnostics, root } = build(folder).outcomeWith(folder.file('src/main.ts'));
    expect(Object.keys(files).sort()).toEqual(['helper', 'main', 'types'].map((name) => folder.file(`src/${name}.ts`)));
    expect(files[folder.file('src/helper.ts')]).toBeNull();
    expect(files[folder.file('src/main.ts')]?.code).toContain('import * as $u from "~virtual/myelin-units"');
    expect(units['']?.code).toContain(`'inline'`);
    expect([diagnostics, root]).toEqual([[], folder.path]);
  });

  it('is what one entry imports, where that is asked for, under the settings and with the declarations of its project', () => {
    const folder = project();
    folder.write('src/other.ts', 'export const other = 1;\n');
    folder.write('src/global.d.ts', 'declare const given: number;\n');
    const entry = folder.file('src/main.ts');
    const asked = new ProgramBuild({ folder: folder.file('src'), options: resolveOptions({}, 'test'), emit: 'all', entry });
    expect(Object.keys(asked.outcomeWith(entry).files).sort()).toEqual(['helper', 'main', 'types'].map((name) => folder.file(`src/${name}.ts`)));
    expect(Object.keys(asked.outcomeWith(folder.file('src/other.ts')).files)).toContain(folder.file('src/other.ts'));
  });

  it('has all files for tools that read JavaScript only, with maps to the sources', () => {
    const folder = project();
    const { files } = build(folder, {}, 'all').outcomeWith(folder.file('src/main.ts'));
    const helper = files[folder.file('src/helper.ts')];
    expect(helper?.code).toBe('export const helper = (x) => x + 1;\n');
    expect(JSON.parse(helper?.map ?? '')).toMatchObject({ sources: [folder.file('src/helper.ts')], sourcesContent: [folder.read('src/helper.ts')] });
  });

  it('is in ES modules that Node 20 reads, whatever the project emits', () => {
    const folder = project({ compilerOptions: { module: 'commonjs', moduleResolution: 'bundler', target: 'esnext', types: [], outDir: 'dist', composite: true, noEmit: true } });
    folder.write('src/main.ts', `${main}function mark(_: unknown, __: unknown): void {}\n@mark export class C {}\n`);
    const code = build(folder).outcomeWith(folder.file('src/main.ts')).files[folder.file('src/main.ts')]?.code ?? '';
    expect(code).toContain(`import { helper } from './helper.js'`);
    expect(code).not.toContain('@mark');
    expect(code).not.toContain('sourceMappingURL');
  });

  it('has no imports of what are only types', () => {
    const folder = project();
    folder.write('src/main.ts', main.replace('import type', 'import'));
    expect(build(folder).outcomeWith(folder.file('src/main.ts')).files[folder.file('src/main.ts')]?.code).not.toContain('types.js');
  });

  it('needs no tsconfig', () => {
    const folder = project(undefined);
    const { files, root } = build(folder).outcomeWith(folder.file('src/main.ts'));
    expect(files[folder.file('src/main.ts')]?.code).toContain('$u');
    expect(root).toBe(folder.path);
  });

  it('takes in files that the tsconfig does not name', () => {
    const folder = project();
    folder.write('test/extra.ts', 'const jit = 1;\nexport const e = (jit);\n// jit(\n');
    const { files } = build(folder).outcomeWith(folder.file('test/extra.ts'));
    expect(files[folder.file('test/extra.ts')]?.code).toContain('$u');
    expect(files[folder.file('src/main.ts')]?.code).toContain('$u');
  });

  it('follows references to the project that holds the file', () => {
    const folder = project({ files: [], references: [{ path: './tsconfig.node.json' }, { path: './tsconfig.app.json' }] });
    folder.write('tsconfig.node.json', JSON.stringify({ compilerOptions: { types: [] }, files: ['tool.ts'] }));
    folder.write('tool.ts', 'export {};\n');
    folder.write('tsconfig.app.json', JSON.stringify({ compilerOptions: { types: [] }, include: ['src'] }));
    const { files } = build(folder).outcomeWith(folder.file('src/main.ts'));
    expect(Object.keys(files)).toContain(folder.file('src/types.ts'));
    expect(Object.keys(files)).not.toContain(folder.file('tool.ts'));
  });

  it('sees changes after invalidate', () => {
    const folder = project();
    const watched = build(folder);
    const before = watched.outcomeWith(folder.file('src/main.ts')).units['']?.code;
    folder.write('src/helper.ts', 'export const helper = (x: number): number => x + 1000;\n');
    watched.invalidate();
    expect(watched.outcomeWith(folder.file('src/main.ts')).units['']?.code).not.toBe(before);
  });

  it('knows the names that the tsconfig gives to files', () => {
    const folder = project({ compilerOptions: { module: 'esnext', moduleResolution: 'bundler', types: [], paths: { '@app/*': ['./src/*'] } }, include: ['src'] });
    folder.write('src/main.ts', main.replace('./helper.js', '@app/helper'));
    expect(build(folder).outcomeWith(folder.file('src/main.ts')).aliases).toEqual({ '@app/helper': folder.file('src/helper.ts') });
  });

  it('keeps the Wasm apart when it travels as an asset', () => {
    const folder = project();
    const { units } = build(folder, { wasm: 'asset' }).outcomeWith(folder.file('src/main.ts'));
    expect(units['']).toEqual({ code: expect.stringContaining('"MYELIN_WASM_URL"') as string, wasm: 'AA==' });
  });
});

describe('an unchanged build', () => {
  it('compiles nothing', () => {
    const folder = project();
    const cold = rebuild(folder);
    const warm = rebuild(folder);
    expect([cold.isCompiled, warm.isCompiled]).toEqual([true, false]);
    expect(warm.outcome).toEqual(cold.outcome);
  });

  it('is unchanged on a fresh checkout with other times', () => {
    const folder = project();
    rebuild(folder);
    utimesSync(folder.file('src/helper.ts'), new Date(0), new Date(0));
    expect(rebuild(folder).isCompiled).toBe(false);
  });

  it('is unchanged where a package without types is imported: TypeScript asks for a folder by the name of its file', () => {
    const folder = project({ compilerOptions: { module: 'esnext', moduleResolution: 'bundler', types: [] }, include: ['src'] });
    folder.write('node_modules/plain/package.json', '{"main":"./plain.js"}');
    folder.write('node_modules/plain/plain.js', 'module.exports = 1;\n');
    folder.write('src/types.ts', `// @ts-expect-error: it has no types\nimport plain from 'plain';\nexport type T = number | typeof plain;\n`);
    rebuild(folder);
    expect(rebuild(folder).isCompiled).toBe(false);
  });

  it.each<[string, (folder: ProjectFolder) => void]>([
    ['a source file', (folder) => folder.write('src/helper.ts', 'export const helper = (x: number): number => x + 2;\n')],
    ['a file of types', (folder) => folder.write('src/types.ts', 'export type T = 1 | 3;\n')],
    ['the tsconfig', (folder) => folder.write('tsconfig.json', JSON.stringify({ compilerOptions: { strict: false, types: [] }, include: ['src'] }))],
    ['the package.json that decides on formats', (folder) => folder.write('package.json', '{"type":"commonjs"}')],
    ['a new file in an included folder', (folder) => folder.write('src/globals.d.ts', 'declare var added: number;\n')],
    ['a new file that an import finds first', (folder) => folder.write('src/helper.tsx', 'export const helper = 1;\n')],
  ])('is not one after a change of %s', (_, change) => {
    const folder = project();
    rebuild(folder);
    change(folder);
    expect(rebuild(folder).isCompiled).toBe(true);
  });

  it('is not one with other options, nor without the cache', () => {
    const folder = project();
    rebuild(folder);
    expect(rebuild(folder, { fastMath: true }).isCompiled).toBe(true);
    expect(rebuild(folder, { cache: false }).isCompiled).toBe(true);
  });
});
