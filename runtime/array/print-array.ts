/** How arrays print: NumPy's layout, with the dtype always stated, since it decides so much. */
import type { DType, TypedArrayOf } from '../abi/dtype.js';
import { isFloat } from '../abi/dtype.js';
import type { Shape } from '../abi/shape.js';
import { printShape, sizeOf } from '../abi/shape.js';

/** Past this many elements, only the edges of each axis are printed (NumPy's threshold and edge). */
const threshold = 1000;
const edge = 3;
const lineWidth = 75;
/** Digits that tell float values apart well enough for a reader; `toArray` gives all. */
const precision = 8;

/** `array([[1, 2], [3, 4]], dtype=float32)`; the shape is added where the elements don't tell it. */
export function printArray(elements: TypedArrayOf, shape: Shape, dtype: DType): string {
  const summarise = elements.length > threshold;
  const isUnclear = summarise || (elements.length === 0 && shape.length !== 1);
  const start = `array(${printElements(elements, shape, dtype, summarise)},`;
  const ending = `${isUnclear ? `shape=${printShape(shape)}, ` : ''}dtype=${dtype})`;
  const lastLine = start.length - start.lastIndexOf('\n') - 1;
  return `${start}${lastLine + ending.length + 1 > lineWidth ? `\n${' '.repeat('array('.length)}` : ' '}${ending}`;
}

function printElements(elements: TypedArrayOf, shape: Shape, dtype: DType, summarise: boolean): string {
  if (elements.length === 0) return '[]';
  const shown: number[] = [];
  visitShown(shape, summarise, (index) => shown.push(elements[index]!));
  const print = printerFor(shown, dtype);
  if (shape.length === 0) return print(elements[0]!).trim();
  return printAxis(elements, shape, 0, summarise, print, ' '.repeat('array('.length + 1));
}

/** Row numbers of an axis that are printed; -1 stands for the dots. */
function shownRows(count: number, summarise: boolean): number[] {
  if (!summarise || count <= 2 * edge) return Array.from({ length: count }, (_, row) => row);
  return [0, 1, 2, -1, count - 3, count - 2, count - 1];
}

function visitShown(shape: Shape, summarise: boolean, visit: (index: number) => void, start = 0): void {
  const [count, ...rest] = shape;
  if (count === undefined) {
    visit(start);
    return;
  }
  const stride = sizeOf(rest);
  for (const row of shownRows(count, summarise)) if (row >= 0) visitShown(rest, summarise, visit, start + row * stride);
}

function printAxis(elements: TypedArrayOf, shape: Shape, start: number, summarise: boolean, print: (value: number) => string, indent: string): string {
  const [count = 0, ...rest] = shape;
  const rows = shownRows(count, summarise);
  if (rest.length === 0) return fillLines(rows.map((row) => (row < 0 ? '...' : print(elements[start + row]!))), indent, lineWidth - (indent.length - 'array('.length));
  const stride = sizeOf(rest);
  const parts = rows.map((row) => (row < 0 ? '...' : printAxis(elements, rest, start + row * stride, summarise, print, `${indent} `)));
  // One blank line more between blocks for each further axis, as NumPy does.
  return `[${parts.join(`,${'\n'.repeat(rest.length)}${indent}`)}]`;
}

/** `width` has lost one column for each closing bracket. */
function fillLines(items: readonly string[], indent: string, width: number): string {
  let text = '[';
  let column = indent.length;
  for (const [position, item] of items.entries()) {
    const separator = position === 0 ? '' : ',';
    if (position > 0 && column + item.length + 2 > width) {
      text += `${separator}\n${indent}`;
      column = indent.length;
    } else if (position > 0) {
      text += `${separator} `;
      column += 2;
    }
    text += item;
    column += item.length;
  }
  return `${text}]`;
}

/** Prints all values in one width, so that they stand in columns. */
function printerFor(shown: readonly number[], dtype: DType): (value: number) => string {
  let format: (value: number) => string = String;
  if (dtype === 'bool') format = (value) => (value === 0 ? 'false' : 'true');
  else if (isFloat(dtype)) format = floatFormat(shown, dtype);
  const width = Math.max(...shown.map((value) => format(value).length));
  return (value) => format(value).padStart(width);
}

/** NumPy's choice between plain and scientific notation, by the range of the magnitudes and the digits of the dtype. */
function floatFormat(shown: readonly number[], dtype: DType): (value: number) => string {
  const shorten = dtype === 'float32' ? shortestFloat32 : (value: number) => value;
  const finite = shown.filter(Number.isFinite);
  const magnitudes = finite.filter((value) => value !== 0).map(Math.abs);
  const [largest, smallest] = [Math.max(0, ...magnitudes), Math.min(Number.POSITIVE_INFINITY, ...magnitudes)];
  const isScientific = magnitudes.length > 0 && (largest >= (dtype === 'float32' ? 1e6 : 1e8) || smallest < (dtype === 'float32' ? Math.fround(1e-4) : 1e-4) || largest / smallest > 1000);
  const print = isScientific ? scientific(finite.map(shorten)) : plain(finite.map(shorten), shorten);
  return (value) => (Number.isFinite(value) ? print(value) : Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf');
}

/** `1. `, `2.5`: trailing zeros become blanks, so that the points stand below each other. */
function plain(values: readonly number[], shorten: (value: number) => number): (value: number) => string {
  const decimals = Math.max(0, ...values.map((value) => trimZeros(value.toFixed(precision)).decimals));
  return (value) => {
    const { text, decimals: own } = trimZeros(shorten(value).toFixed(precision));
    return `${Object.is(value, -0) ? '-' : ''}${text}${' '.repeat(decimals - own)}`;
  };
}

/** `1.5e+10`: as many decimals, and digits of the exponent, as the value that needs most; the others get theirs from the exact element, as in NumPy. */
function scientific(values: readonly number[]): (value: number) => string {
  const decimals = Math.max(0, ...values.map((value) => Math.min(decimalsOf(value.toExponential()), decimalsOf(value.toExponential(precision)))));
  const digits = Math.max(2, ...values.map((value) => value.toExponential().split('e')[1]!.length - 1));
  return (value) => {
    const [mantissa, exponent] = value.toExponential(decimals).split('e') as [string, string];
    return `${Object.is(value, -0) ? '-' : ''}${decimals === 0 ? `${mantissa}.` : mantissa}e${exponent[0]!}${exponent.slice(1).padStart(digits, '0')}`;
  };
}

/** How many decimals a number in scientific notation has. */
function decimalsOf(text: string): number {
  return trimZeros(text.split('e')[0]!).decimals;
}

/** `1.500` → `1.5`, `2.000` → `2.`. */
function trimZeros(text: string): { readonly text: string; readonly decimals: number } {
  const [whole = '', decimals = ''] = text.split('.');
  const kept = decimals.replace(/0+$/, '');
  return { text: `${whole}.${kept}`, decimals: kept.length };
}

/** The decimal number with the fewest digits that is this float32: 0.1, not 0.10000000149011612. */
function shortestFloat32(value: number): number {
  if (value === 0) return value;
  for (let digits = 1; digits <= 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return value;
}
