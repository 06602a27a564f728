/** Where in a run an error was thrown: only the run knows the step, and which of the model's parts was under way. */
import { joinPath } from '../core/join-path.js';
import type { DynamicalSystem } from '../dyn/dynamical-system.js';
import type { Step } from '../dyn/step.js';

/** A method of a part of the model. */
export interface PartMethod {
  readonly part: DynamicalSystem;
  readonly name: string;
}

const noted = new WeakSet<Error>();

/** Adds the step, and the part's path and class, to what an error says; its class stays, and so does anything that is no Error. */
export function noteStep(error: unknown, target: DynamicalSystem, { i, t }: Pick<Step, 'i' | 't'>, method?: PartMethod): void {
  if (!(error instanceof Error) || noted.has(error) || Object.isFrozen(error)) return;
  noted.add(error);
  const { stack = '', message } = error;
  const where = method === undefined ? '' : `: ${pathOf(target, method)} of ${method.part.constructor.name}${sourceOf(stack, method)}`;
  error.message = `${message} [step ${i}, t = ${Number(t.toPrecision(12))} ms${where}]`;
  // V8 writes the message into the stack when it makes the error.
  const head = stack.indexOf(message);
  if (head !== -1) error.stack = stack.slice(0, head) + error.message + stack.slice(head + message.length);
}

/** `E.update`; `update` of the model itself. */
function pathOf(target: DynamicalSystem, { part, name }: PartMethod): string {
  const path = [...target.nodes()].find(([, node]) => node === part)?.[0] ?? '';
  return joinPath(path, name);
}

/** The place in the user's file: of originals, whose frames have the class and the method. Compiled code states its places itself. */
function sourceOf(stack: string, { part, name }: PartMethod): string {
  const frame = stack.split('\n').find((line) => line.trimStart().startsWith(`at ${part.constructor.name}.${name} `));
  const place = frame === undefined ? null : /\((?:file:\/\/)?([^()]+:\d+:\d+)\)$/.exec(frame);
  return place === null ? '' : ` (${place[1]!})`;
}
