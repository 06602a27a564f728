/** The body of a loop: straight-line vector code, printed once for every vector in flight. */
import type { Instruction } from '../../ops/vector.js';
import type { Width } from './lane-code.js';

interface Group {
  readonly width: Width;
  readonly inFlight: number;
  readonly indent: string;
}

/** Byte offsets of element `i` for elements of 1, 4 and 8 bytes. */
export function offsets(indent: string): string {
  return `${indent}const o1 = <usize>i;\n${indent}const o4 = <usize>i << 2;\n${indent}const o8 = <usize>i << 3;\n`;
}

/** The text of an instruction for vector `u` of those in flight. */
export function textAt(text: string, u: number, width: Width): string {
  return text
    .replace(/\$(t\d+)/g, (_, reg: string) => `${reg}_${u}`).replaceAll('$', '')
    .replace(/@(\d)/g, (_, bytes: string) => String(Number(bytes) * width * u));
}

/** Every instruction once for each vector in flight. */
export function printGroup(instructions: readonly Instruction[], { width, inFlight, indent }: Group): string {
  const lines: string[] = [];
  for (const { result, text } of instructions) {
    for (let u = 0; u < inFlight; u++) lines.push(`${indent}${result === '' ? '' : `const ${result}_${u} = `}${textAt(text, u, width)};\n`);
  }
  return lines.join('');
}
