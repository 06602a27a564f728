/** The options of `odeint`, `sdeint` and `fdeint` by name, with what each may be: the build knows misspelt ones by them, and so does the run. */
import type { OptionKind } from './check-options.js';

type Kinds<Names extends string> = Readonly<Record<Names | 'method' | 'dt' | 'stateDelays', OptionKind>>;

export const integratorOptions: {
  readonly odeint: Kinds<'adaptive' | 'tol' | 'beta' | 'neutralDelays'>;
  readonly sdeint: Kinds<'intgType' | 'wienerType'>;
  readonly fdeint: Kinds<'alpha' | 'numMemory' | 'inits'>;
} = {
  odeint: { method: 'string', dt: 'number', adaptive: 'boolean', tol: 'number', beta: 'number', stateDelays: 'any', neutralDelays: 'any' },
  sdeint: { method: 'string', dt: 'number', intgType: ['Ito', 'Stratonovich'], wienerType: ['scalar', 'vector'], stateDelays: 'any' },
  fdeint: { alpha: 'any', numMemory: 'number', inits: 'any', method: 'string', dt: 'number', stateDelays: 'any' },
};
