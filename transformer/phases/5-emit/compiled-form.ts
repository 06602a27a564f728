/** Compiled forms of host functions that are hot in simulations. They give the bits of the function in `runtime/math` that they stand for. */
import { delayForm, propagateForm, readRowForm } from './event-forms.js';
import type { CompiledForm, HostExpr } from './form.js';
import { randomForm } from './random-forms.js';

const forms: Readonly<Record<string, (value: HostExpr) => CompiledForm | undefined>> = {
  'event.propagate': propagateForm, 'event.readRow': readRowForm, 'event.delay': delayForm,
};

/** Undefined where a function has none, or none for these arguments and dtypes. */
export function compiledForm(value: HostExpr): CompiledForm | undefined {
  if (value.function.startsWith('random.')) return randomForm(value);
  return Object.hasOwn(forms, value.function) ? forms[value.function]!(value) : undefined;
}
