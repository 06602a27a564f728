/** What an object of one of several classes gives: made for each class, and the record's class chooses as the program runs. */
import type ts from 'typescript';
import type { Expr, RecordType, Statement } from '../../ir/node.js';
import { booleanType } from './arithmetic.js';
import type { Lowering } from './lowering.js';
import { assignValue, declareLike } from './merge.js';
import type { Value } from './value.js';
import { errorValue } from './value.js';

type RecordExpr = Expr & { readonly type: RecordType };

export function chooseByClass(l: Lowering, given: RecordExpr, make: (self: Extract<Value, { kind: 'instance' }>) => Value, node: ts.Node): Value {
  const record = given.kind === 'local' || given.kind === 'slot' ? given : (l.bindTemporary('receiver', given) as RecordExpr);
  const branches = record.type.classes.map((id) => {
    let value: Value = errorValue;
    const block = l.inBlock(() => { value = make({ kind: 'instance', record: { ...record, type: { kind: 'record', classes: [id] } } as RecordExpr }); });
    return { id, block, value: value as Value };
  });
  if (branches.some((branch) => branch.value.kind === 'error')) return errorValue;
  const result = branches.map((branch) => branch.value).reduce<Value | undefined>((a, b) => (a === undefined ? undefined : a === b ? a : declareLike(l, a, b, node)), branches[0]!.value);
  if (result === undefined) return errorValue;
  const target = branches.length > 1 && result.kind !== 'undefined' ? declareLike(l, result, result, node) : result;
  if (target === undefined) return errorValue;
  let chain: Statement[] = [];
  for (const branch of [...branches].reverse()) {
    const then = [...branch.block, ...l.inBlock(() => { assignValue(l, target, branch.value); })];
    const test: Expr = { kind: 'is-class', record, classIndex: l.state.classes.byId(branch.id).index, type: booleanType };
    chain = chain.length === 0 && branch === branches.at(-1) ? then : [{ kind: 'if', test, then, else: chain }];
  }
  for (const statement of chain) l.emit(statement);
  return target;
}
