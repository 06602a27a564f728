/** What empties the inputs of a model after each step. */
import { itemSize } from '../abi/dtype.js';
import { commandBytes, commandFields } from '../abi/schedule.js';
import type { VariableObject } from '../core/variable.js';
import { DynamicalSystem } from '../dyn/dynamical-system.js';
import { Neuron } from '../dyn/neuron.js';
import { RateModel } from '../dyn/rate-model.js';
import { heap } from '../memory/heap.js';
import { writeCommand } from './schedule.js';
import type { CompiledCommand, StepCommand } from './step-command.js';
import { MethodCommand } from './update-command.js';

/** One command for each system whose `clearInput` does something. */
export function clearInputs(target: DynamicalSystem, jit: boolean): readonly StepCommand[] {
  const systems = [...target.nodes().values()].filter((node) => node instanceof DynamicalSystem);
  return systems.filter((node) => methodOf(node) !== methodOf(DynamicalSystem.prototype)).map((node): StepCommand => {
    const emptied = emptiedBy(node);
    if (emptied === undefined) return new MethodCommand(node, 'clearInput', { jit });
    return { run: () => { node.clearInput(); }, compile: () => (jit ? emptyAll(emptied) : undefined) };
  });
}

const methodOf = (node: DynamicalSystem): unknown => (node as unknown as Readonly<Record<string, unknown>>)['clearInput'];

/** The library's own methods are known: they need no compiled form. */
function emptiedBy(node: DynamicalSystem): readonly VariableObject[] | undefined {
  const isOf = (type: { readonly prototype: DynamicalSystem }): boolean => methodOf(node) === methodOf(type.prototype);
  // The reason for the cast: the public type of a Variable is an intersection with `number` (language.md, 3).
  if (node instanceof Neuron && isOf(Neuron)) return [node.input] as unknown as readonly VariableObject[];
  if (node instanceof RateModel && isOf(RateModel)) return [node.input, node.input_y] as unknown as readonly VariableObject[];
  return undefined;
}

function emptyAll(variables: readonly VariableObject[]): CompiledCommand {
  return {
    entries: variables.length,
    empties: variables,
    own() { for (const variable of variables) variable.ownStorage(); },
    write(at, { left }) {
      for (const [n, variable] of variables.entries()) {
        const target = variable.storage.address();
        const place = at + n * commandBytes;
        writeCommand(place, 'fill', { target, bytes: variable.size * itemSize(variable.dtype), pattern: 0 });
        writePattern(place + commandFields.fill.pattern, variable, left.get(variable) ?? 0);
      }
    },
    end({ left }) {
      for (const variable of variables) if (left.has(variable)) variable.ownStorage().elements().fill(0);
    },
  };
}

/** A number in the dtype of a Variable, over and over in 16 bytes. */
function writePattern(at: number, { dtype }: VariableObject, number: number): void {
  if (dtype === 'float64') heap.f64.fill(number, at >>> 3, (at + 16) >>> 3);
  else if (dtype === 'float32') heap.f32.fill(number, at >>> 2, (at + 16) >>> 2);
  else heap.u8.fill(0, at, at + 16);
}
