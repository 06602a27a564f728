/** Loops of the user's own, with what they need of arrays loaded before them. */
import { descriptor } from '../../../runtime/abi/layout.js';
import type { Expr, Statement } from '../../ir/node.js';
import { type ElementView, findViewed, rankOf } from './element-views.js';
import { explainLoop } from './explain-loop.js';
import type { UnitText } from './unit-text.js';
import { conditionsOf } from './whole-numbers.js';

/** Address and size of arrays that the loop uses element by element are loaded before it. */
export function emitLoop(unit: UnitText, statement: Extract<Statement, { kind: 'loop' }>): void {
  unit.note(explainLoop(statement, unit.ir.locals));
  const views = new Map<string, ElementView>();
  for (const array of findViewed(statement)) {
    const address = unit.scalar.address(array);
    if (views.has(address) || unit.views.find(address) !== undefined) continue;
    const size = `load<u32>(${address}, ${descriptor.size})`;
    const rank = rankOf(array);
    views.set(address, {
      data: unit.temporary(`load<u32>(${address})`),
      count: unit.temporary(rank === 1 ? size : `load<i32>(${address}, ${descriptor.rank}) <= 1 ? ${size} : 0`),
      dims: Array.from({ length: rank > 1 ? rank : 0 }, (_, axis) => unit.temporary(`load<u32>(${address}, ${descriptor.dims + 4 * axis})`)),
    });
  }
  unit.loopDepth += 1;
  unit.views.with(views, () => { loopOnly(unit, statement); });
  unit.loopDepth -= 1;
}

/** `continue` must run the step: where it is more than assignments of numbers, it stands at the head of the loop and is skipped the first time. */
function loopOnly(unit: UnitText, { test, body, step }: Extract<Statement, { kind: 'loop' }>): void {
  const conditions = conditionsOf(test);
  const isEndless = test.kind === 'const' && test.value === true;
  const ends = (): void => { for (const condition of isEndless ? [] : conditions) unit.line(`if (!${unit.scalar.value(condition)}) break;`); };
  const steps = step.map((one) => (one.kind === 'let' && one.value.type.kind === 'scalar' && isPlain(one.value) ? unit.scalar.assignment(one.local, one.value).slice(0, -1) : undefined));
  if (steps.every((text) => text !== undefined)) {
    // The parts of `a && b` each leave the loop: joined to one value first, they took 1.6 times as long in a loop of ten operations.
    const head = isEndless || conditions.length > 1 ? 'true' : unit.scalar.value(test);
    unit.line(steps.length === 0 ? `while (${head}) {` : `for (; ${head}; ${steps.join(', ')}) {`);
    unit.indented(() => {
      if (head === 'true') ends();
      unit.block(body);
    });
    unit.line('}');
    return;
  }
  const flag = unit.fresh('first');
  unit.line(`let ${flag} = true;`);
  unit.line('while (true) {');
  unit.indented(() => {
    unit.line(`if (!${flag}) {`);
    unit.indented(() => { unit.block(step); });
    unit.line('}');
    unit.line(`${flag} = false;`);
    ends();
    unit.block(body);
  });
  unit.line('}');
}

/** Whether a number is an expression, and not something that `emitLet` has statements for. */
function isPlain(value: Expr): boolean {
  return value.kind !== 'reduce' && value.kind !== 'dot' && value.kind !== 'host';
}
