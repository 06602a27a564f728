// The house rules of imports: a room imports from lower floors only, phases don't know each other, nothing goes in circles.
// Type-only imports count too.
const runtime = ['abi', 'memory', 'array', '(math|random)', 'core', 'jit', '(integrators|connect|init|inputs|measure|visualize)', 'dyn', '(run|train)'];
const transformer = ['(diagnostics|ops)/', 'ir/', '(contracts|options)\\.ts', 'session\\.ts', 'host/', 'phases/', 'pipeline\\.ts', '(adapters|kernels)/'];

/** One rule per floor: what is above it is out of reach. */
const floors = (house, names) => names.map((name, floor) => ({
  name: `${house}: from ${name}`, severity: 'error',
  from: { path: `^${house}/${name}` },
  to: { path: names.slice(floor + 1).map((above) => `^${house}/${above}`).join('|') || '^$' },
}));

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'runtime-is-alone', severity: 'error', from: { path: '^runtime/' }, to: { pathNot: '^runtime/' } },
    { name: 'abi-is-all-of-the-runtime', severity: 'error', from: { path: '^transformer/' }, to: { path: '^runtime/(?!abi/)' } },
    { name: 'phases-stand-apart', severity: 'error', from: { path: '^transformer/phases/([^/]+)/' }, to: { path: '^transformer/phases/(?!$1/)' } },
    { name: 'resolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'typescript-is-handed-over', comment: 'the API comes with the session: ts-patch brings its own',
      severity: 'error', from: { path: '^transformer/(?!adapters/)' }, to: { path: 'node_modules/typescript', dependencyTypesNot: ['type-only'] } },
    ...floors('runtime', runtime),
    ...floors('transformer', transformer),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'], extensions: ['.ts', '.d.ts', '.js'] },
    moduleSystems: ['es6'],
  },
};
