// Writes the pages of docs/ that are made from the sources: math.md (from the catalogue of operations and the functions of
// runtime/math) and diagnostics.md (from the list of rules and their pages). Needs `npm run build` before.
//   node docs/write-tables.mjs            writes them
//   node docs/write-tables.mjs --check    exits with 1 if they are not what would be written
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';

const docs = dirname(fileURLToPath(import.meta.url));
const root = join(docs, '..');

/** The exports of a source file of the transformer. */
async function importSource(file) {
  const { outputFiles } = await build({ entryPoints: [join(root, file)], bundle: true, platform: 'node', format: 'esm', write: false, logLevel: 'error' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

const escape = (text) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();
const firstSentence = (text) => /^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text;
const plain = (text) => text.replaceAll(/\{@link (\w+)\}/g, '`$1`');

/** name -> { parameters, doc } of what a door exports: functions only. */
function readFunctions(file) {
  const program = ts.createProgram([join(root, file)], { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, strict: true, noEmit: true, types: ['node'] });
  const checker = program.getTypeChecker();
  const door = checker.getSymbolAtLocation(program.getSourceFile(join(root, file)));
  const functions = new Map();
  for (const exported of checker.getExportsOfModule(door)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (!(symbol.flags & ts.SymbolFlags.Value) || symbol.valueDeclaration === undefined || ts.isSourceFile(symbol.valueDeclaration)) continue;
    const signatures = checker.getTypeOfSymbolAtLocation(symbol, symbol.valueDeclaration).getCallSignatures();
    const longest = signatures.toSorted((a, b) => b.parameters.length - a.parameters.length)[0];
    // What an overload does without is optional too.
    const fewest = Math.min(...signatures.map((signature) => signature.parameters.length));
    const parameters = longest?.parameters.map(({ name, valueDeclaration: node }, i) => {
      const isOptional = i >= fewest || (node !== undefined && ts.isParameter(node) && (node.questionToken !== undefined || node.initializer !== undefined));
      const isRest = node !== undefined && ts.isParameter(node) && node.dotDotDotToken !== undefined;
      return `${isRest ? '…' : ''}${name}${isOptional ? '?' : ''}`;
    });
    const doc = ts.displayPartsToString(symbol.getDocumentationComment(checker)) ||
      ts.displayPartsToString(longest?.getDocumentationComment(checker) ?? []);
    functions.set(exported.name, { parameters, doc: plain(doc), isFunction: signatures.length > 0 });
  }
  return functions;
}

const ulp = (value) => (value === undefined ? '' : String(Math.round(value * 100) / 100));

async function mathPage() {
  const { mapAliases, mapOperations } = await importSource('transformer/ops/catalogue.ts');
  const functions = readFunctions('runtime/math/index.ts');
  const random = readFunctions('runtime/random/index.ts');
  const elementwise = mapOperations.filter(({ name }) => functions.has(name)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const catalogued = new Set([...elementwise.map(({ name }) => name), ...mapAliases.keys()]);
  const row = (name, { parameters, doc, isFunction }) =>
    `| \`${name}${isFunction ? `(${(parameters ?? []).join(', ')})` : ''}\` | ${escape(firstSentence(doc))} |`;
  const rows = (map, space = '') => [...map].filter(([name, { isFunction }]) => isFunction && /^[a-z]/.test(name) && !catalogued.has(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => row(space + name, one));
  const constants = [...functions].filter(([, { isFunction }]) => !isFunction).map(([name]) => `\`${name}\``).toSorted();
  return `# Functions of \`math\`

<!-- written by docs/write-tables.mjs -->

\`import { math as bm } from 'myelin'\`, or \`import * as bm from 'myelin/math'\`. All of them work everywhere, with and without the plugin,
and give the same bits in jit code and outside of it. Constants: ${constants.join(', ')}. Names that differ from NumPy's are shown;
NumPy's own, in camelCase, are there too (\`bm.multiply\`, \`bm.arctan2\`).

## Element by element

Broadcasting is NumPy's. In jit code they are fused: one loop for a chain of them. *Error* is the largest one measured, in units in
the last place, for float32 and float64; where nothing stands the result is the exactly rounded one, or has not been measured.

| function | gives | NumPy | error |
|---|---|---|---|
${elementwise.map(({ name, parameters, doc, numpy, ulp: errors }) => `| \`${name}(${parameters.join(', ')})\` | ${escape(doc)} | ${numpy !== undefined && numpy !== name ? `\`${numpy}\`` : ''} | ${errors === undefined ? '' : `${ulp(errors.float32)}, ${ulp(errors.float64)}`} |`).join('\n')}

## Arrays, shapes, reductions, products

Full reductions (\`sum\`, \`prod\`, \`min\`, \`max\`, \`any\`, \`all\`, \`mean\`) end the loop that they stand after, \`dot\` and \`matmul\` of vectors
and matrices are compiled; jit code calls the others as they are here.

| function | does |
|---|---|
${rows(functions).join('\n')}

## \`math.random\`

Counter-based (Philox): the state is a Variable, so draws are the same with and without jit.

| function | does |
|---|---|
${rows(random, 'random.').join('\n')}
`;
}

async function diagnosticsPage() {
  const { rules } = await importSource('transformer/diagnostics/registry.ts');
  const row = ({ slug, class: kind }) => {
    const page = join(root, 'transformer', 'diagnostics', 'rules', `${slug}.md`);
    if (!existsSync(page)) throw new Error(`${slug} has no page`);
    const [, what = ''] = readFileSync(page, 'utf8').split(/\n\n/);
    return `| [\`${slug}\`](${relative(docs, page).replaceAll('\\', '/')}) | ${kind} | ${escape(firstSentence(what))} |`;
  };
  return `# Diagnostics

<!-- written by docs/write-tables.mjs -->

What is marked for jit and cannot be compiled is an error of the build, never a silent fall-back. All errors are reported in one run,
where your tool shows errors: \`tspc\` (also with \`--noEmit\`), the bundler, \`myelin check\` (\`--format json\` for machines).

- **rule**: a rule of the language is broken. An error.
- **unsupported**: the compiler has no translation; the message names what to write instead. An error.
- **slow**: compiled, but scalar or copying. A note, shown by \`myelin check\` and bundlers only: any diagnostic makes tsc exit with 2.
- **bug**: an invariant of the compiler broke at your code. Please report it with the text.

| rule | class | when |
|---|---|---|
${rules.map(row).join('\n')}

Errors at run time are \`ShapeError\`, \`DTypeError\`, \`IndexError\`, \`JitError\`, \`OutOfMemoryError\` (all exported by \`myelin\`) and
\`TypeError\` for a missing or wrong argument. They name your expression and its place; a call that throws leaves every Variable as it was.
`;
}

const pages = { 'math.md': await mathPage(), 'diagnostics.md': await diagnosticsPage() };
for (const [name, text] of Object.entries(pages)) {
  const file = join(docs, name);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (process.argv.includes('--check')) {
    console.error(`docs/${name} is not up to date: node docs/write-tables.mjs`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, text);
  }
}
