/** Connections that nobody keeps: the targets of a source are drawn anew, always the same ones, when it sends something. */
import { drawnRule, drawnRuleWords } from '../abi/drawn-rows.js';
import { isFloat } from '../abi/dtype.js';
import { DTypeError, ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { makeFilled } from '../array/make-array.js';
import { toPublic } from '../array/nd-array.js';
import type { NDArray, Operand, Vector } from '../array/types.js';
import { beginCall, endCall } from '../memory/residency.js';
import { uniform53 } from '../random/draw.js';
import { fillBlocks } from '../random/philox.js';
import { checkArray } from './operand.js';

/**
 * What the sources send to each target, as `propagate` sums it up, over connections that are drawn by a rule (`connect.FixedProb` with
 * `stored: false` makes `rows` and `rule`). `rows`: for each source the number of its row, -1 for one without connections.
 * `weights`: one element for all connections.
 */
export function propagateDrawn(sent: NDArray<1> | Operand, rows: NDArray<1, 'int32'>, rule: NDArray<1, 'int32'>, weights: NDArray<1>, postCount: number): Vector {
  const [source, ordinals, words, values] = [
    checkArray('propagateDrawn', 'sent', sent), checkArray('propagateDrawn', 'rows', rows), checkArray('propagateDrawn', 'rule', rule), checkArray('propagateDrawn', 'weights', weights),
  ];
  if (!isFloat(values.dtype)) throw new DTypeError(`propagateDrawn: weights are floats, not ${values.dtype}`);
  if (ordinals.size !== source.size) throw new ShapeError(`propagateDrawn: sent is ${printShape(source.shape)}, rows is ${printShape(ordinals.shape)}; there is a row for each source`);
  if (values.size !== 1 || words.size !== drawnRuleWords) throw new ShapeError('propagateDrawn: weights has one element, and rule is what the connector made');
  beginCall();
  try {
    // All into memory before the first view: paging in may grow memory, which ends views.
    for (const array of [source, ordinals, words, values]) array.storage.address();
    const made = makeFilled(values.dtype, [postCount], 0);
    const [sums, sending, numbers] = [made.storage.elements(), source.storage.elements(), ordinals.storage.elements()];
    const weight = values.storage.elements()[0]!;
    const drawing = new RowDrawing(words.storage.elements(), postCount);
    for (let row = 0; row < sending.length; row++) {
      const value = sending[row]!;
      if (value === 0 || numbers[row]! < 0) continue;
      const one = weight * value;
      drawing.visit(row, numbers[row]!, (target) => { sums[target]! += one; });
    }
    return toPublic(made);
  } finally {
    endCall();
  }
}

/** The targets of rows, in the order of the draw. */
class RowDrawing {
  readonly #rule: ArrayLike<number>;
  readonly #count: number;
  readonly #words: Uint32Array;
  /** For each target the last row that has it. */
  readonly #taken: Int32Array;
  #row = 0;

  constructor(rule: ArrayLike<number>, count: number) {
    this.#rule = rule;
    this.#count = count;
    this.#words = new Uint32Array(4 * (Math.ceil((rule[drawnRule.perRow]! + 1) / 2)));
    this.#taken = new Int32Array(count);
  }

  visit(row: number, ordinal: number, see: (target: number) => void): void {
    const [rule, count, words, taken] = [this.#rule, this.#count, this.#words, this.#taken];
    const perRow = rule[drawnRule.perRow]!;
    const first = rule[drawnRule.first]! + ordinal * perRow;
    const block = Math.floor(first / 2);
    fillBlocks(words, 0, words.length, [rule[drawnRule.key0]! >>> 0, rule[drawnRule.key1]! >>> 0], [block >>> 0, Math.floor(block / 2 ** 32)]);
    const excluded = rule[drawnRule.withoutSelf] !== 0 && row < count ? row : -1;
    const mark = ++this.#row;
    for (let k = 0, at = (first % 2) * 2, last = (excluded < 0 ? count : count - 1) - perRow; k < perRow; k++, at += 2, last++) {
      const u = uniform53(words[at]!, words[at + 1]!);
      if (rule[drawnRule.repeats] !== 0) {
        see(Math.floor(u * count));
        continue;
      }
      // R. Floyd's algorithm, as in connect/draw-targets.ts.
      const one = Math.floor(u * (last + 1));
      const chosen = taken[one] === mark ? last : one;
      taken[chosen] = mark;
      see(excluded >= 0 && chosen >= excluded ? chosen + 1 : chosen);
    }
  }
}
