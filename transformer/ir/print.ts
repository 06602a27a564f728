/** The IR as text: for `myelin explain`, fixtures and pass headers. */
import type { Block, Expr, Local, Statement, Type, UnitIr, ViewItem } from './node.js';

export function printType(type: Type): string {
  switch (type.kind) {
    case 'scalar': return type.weak === undefined ? type.dtype : type.weak === 'bool' ? 'boolean' : type.weak === 'int' ? 'whole' : 'number';
    case 'array': return `${type.dtype}[${type.rank === null ? '…' : ','.repeat(Math.max(0, type.rank - 1))}]`;
    case 'record': return type.classes.join('|');
    case 'list': return `list<${printType(type.item)}>`;
    case 'string': return 'string';
  }
}

type NameOf = (local: number) => string;

export function printExpr(expr: Expr, nameOf: NameOf): string {
  const print = (inner: Expr): string => printExpr(inner, nameOf);
  switch (expr.kind) {
    case 'text': return `text ${expr.index}`;
    case 'const': return Object.is(expr.value, -0) ? '-0' : String(expr.value);
    case 'local': return nameOf(expr.local);
    case 'slot': return expr.name;
    case 'present': return `given(@${expr.offset})`;
    case 'field': return `${print(expr.record)}.${expr.name}`;
    case 'item': return `${print(expr.list)}[${print(expr.index)}]`;
    case 'length': return `length(${print(expr.list)})`;
    case 'is-class': return `class(${print(expr.record)}) == ${expr.classIndex}`;
    case 'is-string': return `${print(expr.text)} == string ${expr.index}`;
    case 'map': return `${expr.op}(${expr.args.map(print).join(', ')})`;
    case 'cast': return `${expr.type.dtype}(${print(expr.arg)})`;
    case 'reduce': return `${expr.op}(${print(expr.arg)})`;
    case 'dot': return `dot(${print(expr.a)}, ${print(expr.b)})`;
    case 'host': return `host ${expr.site}(${[...expr.arrays, ...expr.numbers].map(print).join(', ')})`;
    case 'element': return `${print(expr.array)}[${print(expr.index)}]`;
    case 'view': return `at(${[print(expr.array), ...expr.items.map((item) => printItem(item, print))].join(', ')})`;
    case 'size': return `size(${print(expr.array)})`;
    case 'rank': return `rank(${print(expr.array)})`;
    case 'dim': return `dim(${print(expr.array)}, ${print(expr.axis)})`;
    case 'copy': return `copy(${print(expr.arg)})`;
    case 'box': return `box(${print(expr.arg)})`;
    case 'select': return `(${print(expr.test)} ? ${print(expr.whenTrue)} : ${print(expr.whenFalse)})`;
  }
}

function printItem(item: ViewItem, print: (expr: Expr) => string): string {
  switch (item.kind) {
    case 'number': return print(item.index);
    case 'range': {
      const [start, stop, step] = [item.start, item.stop, item.step].map((bound) => (bound === undefined ? '' : print(bound)));
      return `${start!}:${stop!}${step === '' ? '' : `:${step!}`}`;
    }
    case 'new-axis': return 'new';
  }
}

function printStatement(statement: Statement, nameOf: NameOf, indent: string): string {
  const expr = (inner: Expr): string => printExpr(inner, nameOf);
  const block = (inner: Block): string => printBlock(inner, nameOf, `${indent}  `);
  switch (statement.kind) {
    case 'let': return `${indent}${nameOf(statement.local)} = ${expr(statement.value)}\n`;
    case 'store': return `${indent}${expr(statement.target)} <- ${expr(statement.value)}\n`;
    case 'store-element': return `${indent}${expr(statement.target)}[${expr(statement.index)}] <- ${expr(statement.value)}\n`;
    case 'if': return `${indent}if ${expr(statement.test)}\n${block(statement.then)}${statement.else.length > 0 ? `${indent}else\n${block(statement.else)}` : ''}`;
    case 'loop': return `${indent}while ${expr(statement.test)}\n${block(statement.body)}${statement.step.length > 0 ? `${indent}step\n${block(statement.step)}` : ''}`;
    case 'break': case 'continue': return `${indent}${statement.kind}\n`;
    case 'host-tuple': return `${indent}[${statement.locals.map(nameOf).join(', ')}] = host ${statement.site}(${[...statement.arrays, ...statement.numbers].map(expr).join(', ')})\n`;
    case 'kernel': return `${indent}each element, keep [${statement.kept.map(nameOf).join(', ')}]\n${block(statement.statements)}`;
    case 'row-kernel': return `${indent}each row of ${expr(statement.matrix)}, keep [${statement.kept.map(nameOf).join(', ')}]\n${block(statement.statements)}`;
  }
}

export function printBlock(block: Block, nameOf: NameOf, indent = ''): string {
  return block.map((statement) => printStatement(statement, nameOf, indent)).join('');
}

/** Names for printing: the user's, with a number where two locals share one. */
export function localNames(locals: readonly Local[]): NameOf {
  const taken = new Map<string, number>();
  const names = new Map<number, string>();
  for (const local of locals) {
    const count = taken.get(local.name) ?? 0;
    taken.set(local.name, count + 1);
    names.set(local.id, count === 0 ? local.name : `${local.name}.${count}`);
  }
  return (id) => names.get(id) ?? `%${id}`;
}

export function printUnit(unit: UnitIr): string {
  const nameOf = localNames(unit.locals);
  const results = unit.results.map((result) => `${printExpr(result.value, nameOf)}: ${printType(result.value.type)}`);
  return `${unit.export}\n${printBlock(unit.body, nameOf, '  ')}  return ${results.join(', ') || 'nothing'}\n`;
}
