// Builds the package in stages, since the library's own models are compiled by the library's own plugin:
// `rollup -c --environment STAGE:transformer`, then the kernels, then `STAGE:runtime` with the plugin of the first stage.
import { builtinModules } from 'node:module';
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import esbuild from 'rollup-plugin-esbuild';

const builtin = new Set(builtinModules);
const isExternal = (id) =>
  id.startsWith('node:') || builtin.has(id) || /^(typescript|assemblyscript|unplugin|binaryen)(\/|$)/.test(id);

/** Neither helpers nor newer syntax than Node 20 reads; comments are for the sources. */
const transpile = () => [nodeResolve({ extensions: ['.ts', '.js'] }), esbuild({ target: 'node20', tsconfig: 'tsconfig.json' })];

/** The command runs by its own name, as npm's links to it expect. */
const executable = { name: 'executable', writeBundle: ({ dir }) => chmodSync(join(dir, 'cli.js'), 0o755) };

const adapter = (name) => [name, `transformer/adapters/${name}.ts`];

/** Everything that runs at build time: one flat folder, so that `new URL('./assemble-worker.js', import.meta.url)` holds in every file. */
function transformerStage() {
  for (const stage of ['transformer', 'build']) rmSync(`dist/${stage}`, { recursive: true, force: true });
  const plugins = transpile();
  const output = { dir: 'dist/transformer', sourcemap: false, exports: 'named', generatedCode: 'es2015' };
  const doors = ['rollup', 'vite', 'webpack', 'rspack', 'rolldown', 'esbuild', 'cli', 'register', 'register-hooks', 'ts-patch'].map(adapter);
  const assemblers = ['assemble-worker', 'assemble-process'].map((name) => [name, `transformer/phases/6-assemble/${name}.ts`]);
  const generator = 'transformer/kernels/generate.ts';
  return [
    {
      input: Object.fromEntries([...doors, ...assemblers]), external: isExternal, plugins: [...plugins, executable],
      output: { ...output, format: 'es', chunkFileNames: '[name]-[hash].js' },
    },
    {
      // ts-patch loads its transformers by `require`.
      input: Object.fromEntries([adapter('ts-patch')]), external: isExternal, plugins,
      output: { ...output, format: 'cjs', entryFileNames: '[name].cjs', inlineDynamicImports: true },
    },
    ...(existsSync(generator)
      ? [{ input: { 'generate-kernels': generator }, external: isExternal, plugins, output: { ...output, dir: 'dist/build', format: 'es', entryFileNames: '[name].mjs' } }]
      : []),
  ];
}

/** The library imports itself as a user's program would: the names of its doors lead to its sources. */
const runtimeDoors = { myelin: 'runtime/index.ts', 'myelin/math': 'runtime/math/index.ts', 'myelin/internal': 'runtime/internal.ts' };
const innerDoor = 'myelin/internal/';
const ownDoors = {
  name: 'own-doors',
  resolveId(id) {
    const file = runtimeDoors[id] ?? (id.startsWith(innerDoor) ? `runtime/${id.slice(innerDoor.length)}.ts` : undefined);
    return file && resolve(file);
  },
};

/** The modules that are namespaces of another one (`math`, `math.linalg`): generated code imports them by `myelin/internal/…`, as it does the functions for compiled code. */
function namespacesBelow(file) {
  const found = [...readFileSync(file, 'utf8').matchAll(/^export \* as \w+ from '(.+)\.js';$/gm)].map((match) => join(dirname(file), `${match[1]}.ts`));
  return [...found, ...found.flatMap(namespacesBelow)];
}

async function runtimeStage() {
  const { default: myelin } = await import('./dist/transformer/rollup.js');
  for (const folder of ['runtime', 'node']) rmSync(`dist/${folder}`, { recursive: true, force: true });
  const doors = [...new Set([...Object.values(runtimeDoors), 'runtime/jit/host-functions.ts', ...namespacesBelow(runtimeDoors.myelin)])];
  return {
    input: Object.fromEntries(doors.map((file) => [file.replace(/^runtime\/(.*)\.ts$/, '$1'), file])),
    plugins: [ownDoors, myelin({ tsconfig: 'tsconfig.runtime.json', units: 'file' })],
    // No module has side effects (package.json says so too): what is imported for nothing is left out, or bundlers warn of it.
    treeshake: { moduleSideEffects: false },
    output: [
      // One file per module: bundlers take what a program uses.
      { dir: 'dist/runtime', format: 'es', preserveModules: true, preserveModulesRoot: 'runtime', sourcemap: false },
      // All in one for Node, which takes 0.5 s to load 600 modules and 0.1 s for this one.
      { dir: 'dist/node', format: 'es', manualChunks: (id) => (doors.some((door) => resolve(door) === id) ? undefined : 'myelin'), chunkFileNames: 'shared/[name].js', sourcemap: false },
    ],
  };
}

export default process.env.STAGE === 'runtime' ? runtimeStage() : transformerStage();
