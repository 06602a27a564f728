/** The one list of rules. A rule that is not here does not exist: tests, docs and `check` go through it. */
import type { DiagnosticClass } from './diagnostic.js';
import { arrayCopy } from './rules/array-copy.js';
import { compilerBug } from './rules/compiler-bug.js';
import { dtypeMismatch } from './rules/dtype-mismatch.js';
import { equationArguments } from './rules/equation-arguments.js';
import { equationStates } from './rules/equation-states.js';
import { integrationMethod } from './rules/integration-method.js';
import { integratorOption } from './rules/integrator-option.js';
import { jitClassExtendsBase } from './rules/jit-class-extends-base.js';
import { missingType } from './rules/missing-type.js';
import { noArgumentWrite } from './rules/no-argument-write.js';
import { noArrayCondition } from './rules/no-array-condition.js';
import { noCapturedLet } from './rules/no-captured-let.js';
import { noCapturedWrite } from './rules/no-captured-write.js';
import { noHostRandom } from './rules/no-host-random.js';
import { noStaticWrite } from './rules/no-static-write.js';
import { noUntrackedVariable } from './rules/no-untracked-variable.js';
import { noVariableCreate } from './rules/no-variable-create.js';
import { noVariableRebind } from './rules/no-variable-rebind.js';
import { rankMismatch } from './rules/rank-mismatch.js';
import { scalarLoop } from './rules/scalar-loop.js';
import { unsupportedCall } from './rules/unsupported-call.js';
import { unsupportedRecursion } from './rules/unsupported-recursion.js';
import { unsupportedSyntax } from './rules/unsupported-syntax.js';

export const rules: readonly { readonly slug: string; readonly class: DiagnosticClass; readonly messages: object }[] = [
  jitClassExtendsBase,
  noStaticWrite,
  noVariableRebind,
  noVariableCreate,
  noUntrackedVariable,
  noCapturedLet,
  noCapturedWrite,
  noArgumentWrite,
  noArrayCondition,
  dtypeMismatch,
  rankMismatch,
  missingType,
  noHostRandom,
  equationArguments,
  equationStates,
  integrationMethod,
  integratorOption,
  unsupportedSyntax,
  unsupportedCall,
  unsupportedRecursion,
  scalarLoop,
  arrayCopy,
  compilerBug,
];
