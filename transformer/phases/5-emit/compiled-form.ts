/** Compiled forms of host functions that are hot in simulations. They give the bits of the function in `runtime/math` that they stand for. */
import type { Expr } from '../../ir/node.js';
import type { CompiledForm } from './event-forms.js';
import { delayForm, propagateForm, readRowForm } from './event-forms.js';

type HostExpr = Extract<Expr, { kind: 'host' }>;

const forms: Readonly<Record<string, (value: HostExpr) => CompiledForm | undefined>> = {
  'event.propagate': propagateForm, 'event.readRow': readRowForm, 'event.delay': delayForm,
};

/** Undefined where a function has none, or none for these dtypes. */
export function compiledForm(value: HostExpr): CompiledForm | undefined {
  return Object.hasOwn(forms, value.function) ? forms[value.function]!(value) : undefined;
}
