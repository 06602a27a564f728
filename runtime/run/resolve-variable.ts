/** From what users write for a Variable of their model – `V`, `E.spike`, `soma.channels.0.p`, the Variable itself – to the Variable. */
import { nearestName } from '../abi/nearest-name.js';
import type { Variable } from '../core/variable.js';
import { VariableObject } from '../core/variable.js';
import type { DynamicalSystem } from '../dyn/dynamical-system.js';

/** A Variable, or its path from the runner's target. */
export type VariableReference = string | Variable;

/** The Variable; `what` says in messages what it is wanted for ("monitor"), and `label` where another name than its path stands for it. */
export function resolveVariable(target: DynamicalSystem, reference: VariableReference, what: string, label?: string): VariableObject {
  const given: unknown = reference;
  if (given instanceof VariableObject) return given;
  if (typeof given !== 'string') throw new TypeError(`${label ?? what}: a Variable or its path ('V', 'E.spike') is wanted, and this is of type ${typeof given}`);
  const found = followPath(target, given) ?? findByName(target, given);
  if (found instanceof VariableObject) return found;
  if (found !== undefined) throw new TypeError(`${what} '${given}' is no Variable: what does not change in a run can be neither recorded nor given input`);
  const names = [...target.vars().keys()];
  const near = nearestName(given, names);
  throw new TypeError(`${what} '${given}': ${target.name} has no such Variable; ${near === undefined ? '' : `did you mean '${near}'? `}it has ${listOf(names)}`);
}

function followPath(root: object, path: string): unknown {
  let found: unknown = root;
  for (const key of path.split('.')) {
    if ((typeof found !== 'object' && typeof found !== 'function') || found === null) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return found;
}

/** `LIF0.V`: by the name of an object anywhere in the model. */
function findByName(target: DynamicalSystem, path: string): unknown {
  const [name, ...rest] = path.split('.');
  for (const node of target.nodes().values()) if (node.name === name && rest.length > 0) return followPath(node, rest.join('.'));
  return undefined;
}

/** The first names of a list, for messages. */
function listOf(names: readonly string[]): string {
  const most = 12;
  return names.length === 0 ? 'none' : names.slice(0, most).join(', ') + (names.length > most ? `, … (${names.length} in all)` : '');
}
