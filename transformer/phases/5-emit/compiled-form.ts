/** Compiled forms of functions of `math`. They give the bits of the function in `runtime/math` that they stand for. */
import { propagateDrawnForm } from './drawn-rows-form.js';
import { delayForm, diffuseForm, propagateForm, readRowForm } from './event-forms.js';
import { arangeForm, fillForm, linspaceForm } from './fill-forms.js';
import type { CompiledForm, HostExpr, HostWrite, WritingForm } from './form.js';
import { atForm, segmentForm, takeForm, writeForm } from './gather-forms.js';
import { lookBackForm, valueAtForm, weighForm } from './history-forms.js';
import { appendForm, concatenateForm, outerForm, padForm, repeatForm, reshapeForm, rollForm, stackForm, stackedForm, transposeForm } from './join-forms.js';
import { randomForm } from './random-forms.js';
import { axisForm, placeForm } from './reduction-forms.js';
import { scanForm, searchForm, sortForm } from './scan-forms.js';
import { keepForm, learnForm, writeRowForm } from './writing-forms.js';

const forms: Readonly<Record<string, (value: HostExpr) => CompiledForm | undefined>> = {
  'event.propagate': propagateForm, 'event.readRow': readRowForm, 'event.delay': delayForm,
  'history.lookBack': lookBackForm, 'history.valueAt': valueAtForm, 'history.weigh': weighForm,
  'event.propagateDrawn': propagateDrawnForm, 'event.diffuse': diffuseForm,
  sum: axisForm('sum'), prod: axisForm('prod'), min: axisForm('min'), max: axisForm('max'), any: axisForm('any'), all: axisForm('all'),
  argmin: placeForm('argmin'), argmax: placeForm('argmax'),
  cumsum: scanForm('cumsum'), cumprod: scanForm('cumprod'), cummin: scanForm('cummin'), cummax: scanForm('cummax'), sort: sortForm('sort'), argsort: sortForm('argsort'),
  take: takeForm, at: atForm, setAt: writeForm('set'), addAt: writeForm('add'), segmentSum: segmentForm('add'), segmentMin: segmentForm('min'), segmentMax: segmentForm('max'),
  concatenate: concatenateForm, stack: stackForm, hstack: stackedForm('concatenate', 1), vstack: stackedForm('rows', 0), columnStack: stackedForm('columns', 1), append: appendForm,
  roll: rollForm, pad: padForm, transpose: transposeForm, matrixTranspose: transposeForm, reshape: reshapeForm, ravel: reshapeForm, expandDims: reshapeForm, outer: outerForm, repeat: repeatForm, tile: repeatForm, searchsorted: searchForm,
  zeros: fillForm, ones: fillForm, full: fillForm, empty: fillForm, zerosLike: fillForm, onesLike: fillForm, fullLike: fillForm, emptyLike: fillForm,
  arange: arangeForm, linspace: linspaceForm,
};

/** Undefined where a function has none, or none for these arguments and dtypes. */
export function compiledForm(value: HostExpr): CompiledForm | undefined {
  if (value.function.startsWith('random.')) return randomForm(value);
  return Object.hasOwn(forms, value.function) ? forms[value.function]!(value) : undefined;
}

const writingForms: Readonly<Record<string, (write: HostWrite) => WritingForm | undefined>> = {
  'event.learn': learnForm, 'event.writeRow': writeRowForm, 'history.keep': keepForm,
};

/** The same for functions that give nothing. */
export function writingForm(write: HostWrite): WritingForm | undefined {
  return Object.hasOwn(writingForms, write.function) ? writingForms[write.function]!(write) : undefined;
}
