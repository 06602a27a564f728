/** Which inputs are left in their Variables by what empties these. */
import { expect, it } from 'vitest';
import { Variable } from '../../runtime/index.js';
import type { VariableObject } from '../../runtime/core/variable.js';
import { foldInputs } from '../../runtime/run/fold-inputs.js';
import type { CompiledCommand } from '../../runtime/run/step-command.js';

// The reason for the cast: the public type of a Variable is an intersection with `number`.
const [a, b, c] = [0, 1, 2].map(() => new Variable(3) as unknown as VariableObject) as [VariableObject, VariableObject, VariableObject];
const other: CompiledCommand = { entries: 1, write: () => undefined };
const adds = (variable: VariableObject, number: number): CompiledCommand => ({ ...other, adds: { variable, number } });
const empties = (...variables: readonly VariableObject[]): CompiledCommand => ({ ...other, empties: variables });

it('takes the first input of each Variable that is emptied last', () => {
  const [first, second, kept, third] = [adds(a, 2), adds(a, 3), adds(c, 1), adds(b, -0)];
  const commands = [first, second, kept, third, other, empties(a), empties(b)];
  const { once, others, left } = foldInputs(commands);
  expect(once).toEqual([first, third]);
  expect(others).toEqual([second, kept, other, empties(a), empties(b)]);
  expect([...left]).toEqual([[a, 2], [b, 0]]);
});

it('takes none that follows something else, or whose Variable is looked at after it was emptied', () => {
  expect(foldInputs([other, adds(a, 2), empties(a)]).once).toEqual([]);
  expect(foldInputs([adds(a, 2), other, empties(a), other]).once).toEqual([]);
  expect(foldInputs([adds(a, 2), empties(a)]).once).toHaveLength(1);
});
