/** How a value of compiled code is handed to a function that runs outside of it. */
import type { HostArgument } from '../../../runtime/abi/unit.js';
import type { Expr } from '../../ir/node.js';
import { asNumber } from './arithmetic.js';
import { asTuple } from './shape-list.js';
import type { Value } from './value.js';

/** Adds what is computed at run time to `arrays` and `numbers`; undefined for values that cannot leave compiled code. */
export function hostArgument(value: Value, arrays: Expr[], numbers: Expr[]): HostArgument | undefined {
  switch (value.kind) {
    case 'string': return { constant: value.text };
    case 'text': return { string: numbers.push(value.expr) - 1 };
    case 'undefined': return { constant: null };
    case 'tuple': {
      const list = value.items.map((item) => hostArgument(item, arrays, numbers));
      return list.every((item) => item !== undefined) ? { list } : undefined;
    }
    case 'object': {
      const object: [string, HostArgument][] = [];
      for (const [name, field] of value.fields) {
        const argument = hostArgument(field, arrays, numbers);
        if (argument === undefined) return undefined;
        object.push([name, argument]);
      }
      return { object };
    }
    case 'list': {
      const { item } = value.list.type;
      return item.kind === 'scalar' && item.dtype !== 'bool' ? { numberList: arrays.push(value.list) - 1 } : undefined;
    }
    case 'method': {
      const list = asTuple(value);
      return list && hostArgument(list, arrays, numbers);
    }
    case 'expr': {
      const { expr } = value;
      if (expr.type.kind === 'array') return { array: arrays.push(expr) - 1 };
      if (expr.type.kind !== 'scalar') return undefined;
      if (expr.type.weak === undefined) return { array: arrays.push({ kind: 'box', arg: expr, type: { kind: 'array', dtype: expr.type.dtype, rank: 0 } }) - 1 };
      if (expr.type.weak === 'bool') return expr.kind === 'const' ? { constant: expr.value } : { boolean: numbers.push(asNumber(expr)) - 1 };
      return expr.kind === 'const' && Number.isFinite(expr.value) && !Object.is(expr.value, -0) ? { constant: expr.value } : { number: numbers.push(asNumber(expr)) - 1 };
    }
    default: return undefined;
  }
}
