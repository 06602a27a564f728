/** Compiled forms of functions of `math`. They give the bits of the function in `runtime/math` that they stand for. */
import { delayForm, propagateForm, readRowForm } from './event-forms.js';
import type { CompiledForm, HostExpr } from './form.js';
import { randomForm } from './random-forms.js';
import { axisForm, placeForm } from './reduction-forms.js';

const forms: Readonly<Record<string, (value: HostExpr) => CompiledForm | undefined>> = {
  'event.propagate': propagateForm, 'event.readRow': readRowForm, 'event.delay': delayForm,
  sum: axisForm('sum'), prod: axisForm('prod'), min: axisForm('min'), max: axisForm('max'), any: axisForm('any'), all: axisForm('all'),
  argmin: placeForm('argmin'), argmax: placeForm('argmax'),
};

/** Undefined where a function has none, or none for these arguments and dtypes. */
export function compiledForm(value: HostExpr): CompiledForm | undefined {
  if (value.function.startsWith('random.')) return randomForm(value);
  return Object.hasOwn(forms, value.function) ? forms[value.function]!(value) : undefined;
}
