/** Truth: and, or, xor, not of anything taken as true or false, and the choice between two values. */
import type { MapOperation, Recipe } from './operation.js';
import { chooses, logical } from './signatures.js';
import { number, where as choose, x } from './terms.js';

function connective(name: string, numpy: string, doc: string, instruction: string, test: (a: boolean, b: boolean) => boolean): MapOperation {
  return {
    kind: 'map', name, numpy, doc, parameters: ['x', 'y'],
    signature: logical,
    reference: (a, b) => Number(test(truth(a), truth(b))),
    recipes: { bool: (code, a, b) => code.push(instruction, a, b) },
    derivative: [undefined, undefined],
  };
}

/** What casting to bool does: zeros are false, all else (NaN too) is true. */
function truth(value: number | undefined): boolean {
  return value !== 0;
}

const logicalNot: MapOperation = {
  kind: 'map', name: 'logicalNot', numpy: 'logical_not', parameters: ['x'],
  doc: 'Whether x is zero or false. not x',
  signature: logical,
  reference: (a) => Number(!truth(a)),
  recipes: { bool: (code, a) => code.push('v128.not', a) },
  derivative: [undefined],
};

const select: Recipe = (code, condition, a, b) => code.push('v128.bitselect', a, b, condition);

const where: MapOperation = {
  kind: 'map', name: 'where', numpy: 'where', parameters: ['condition', 'x', 'y'],
  doc: 'x where the condition holds, y elsewhere; both are evaluated. condition ? x : y',
  signature: chooses,
  reference: (condition, a, b) => (truth(condition) ? a : b),
  recipes: { float32: select, float64: select, int32: select, uint32: select, bool: select },
  derivative: [undefined, choose(x, number(1), number(0)), choose(x, number(0), number(1))],
  ulp: { float32: 0, float64: 0 },
};

export const logic: readonly MapOperation[] = [
  connective('logicalAnd', 'logical_and', 'Whether both are true. x and y', 'v128.and', (a, b) => a && b),
  connective('logicalOr', 'logical_or', 'Whether one or both are true. x or y', 'v128.or', (a, b) => a || b),
  connective('logicalXor', 'logical_xor', 'Whether exactly one is true. x xor y', 'v128.xor', (a, b) => a !== b),
  logicalNot,
  where,
];
