/**
 * One loop over elements: an IR `kernel` as an AssemblyScript function over raw addresses. Several vectors are in flight, their
 * instructions interleaved in the order given (V8 keeps it); constants are loaded before the loop.
 */
import type { Block, LocalId } from '../../ir/node.js';
import { emitCount } from './emit-count.js';
import type { KernelCall } from './kernel-call.js';
import { KernelCode, kernelWidth } from './kernel-code.js';
import type { ProgramText } from './program-text.js';
import { lanesOf, scalarTypes } from './program-text.js';
import { reducingLoop, reductionStackBytes } from './reducing-loop.js';
import { offsets, printGroup } from './vector-group.js';

/** Bytes of scratch memory that a kernel with reductions needs: results, then a stack of block sums for each. */
export function scratchBytes(call: KernelCall): number {
  return call.reductions.length === 0 ? 0 : call.reductions.length * (8 + reductionStackBytes);
}

/** Emits the function of a kernel and says how it is called. */
export function emitKernel(program: ProgramText, name: string, statements: Block, kept: readonly LocalId[]): KernelCall {
  const count = emitCount(program, name, statements);
  if (count !== undefined) return count;
  const width = kernelWidth(statements);
  const kernel = new KernelCode(width, new Set(kept));
  kernel.addStatements(statements);
  for (const add of kernel.functions) add(program);
  program.addFunctionsOf(kernel.code);
  const { code, inputs, outputs, scalars, reductions } = kernel;
  const call: KernelCall = {
    name, inputs, outputs, scalars, reductions: reductions.map(({ local, op, dtype, site }) => ({ local, op, dtype, site })),
  };
  const inFlight = reductions.length > 0 ? 4 : vectorsInFlight(code.instructions.length);
  const parameters = [
    'n: i32', ...outputs.map((_, i) => `out${i}: usize`), ...inputs.map((_, i) => `in${i}: usize`),
    ...scalars.map((one, i) => `a${i}: ${one.raw ? 'f64' : scalarTypes[one.dtype]}`), ...(reductions.length > 0 ? ['scratch: usize'] : []),
  ];
  const splats = scalars.map((one, i) => {
    if (one.raw) return '';
    const text = one.dtype !== 'bool' ? `${lanesOf[one.dtype]}.splat(a${i})` : width === 4 ? `i32x4.splat(a${i} ? -1 : 0)` : `i64x2.splat(a${i} ? -1 : 0)`;
    return `  const s${i} = ${text};\n`;
  }).join('');
  const body = (indent: string): string => printGroup(code.instructions, { width, inFlight, indent });
  const loop = reductions.length === 0 ? plainLoop(body('    '), width * inFlight) : reducingLoop(program, body('      '), reductions, width);
  const constants = code.constants.map((one) => `  const ${one.reg} = ${program.constant(one)};\n`).join('');
  program.add(`function ${name}(${parameters.join(', ')}): void {\n${constants}${splats}${loop}}\n`);
  return call;
}

/** Four vectors in flight for short bodies, one for those that fill the registers (read off V8's code on Node 20 to 26). */
function vectorsInFlight(instructions: number): 1 | 2 | 4 {
  return instructions <= 60 ? 4 : instructions <= 90 ? 2 : 1;
}

function plainLoop(body: string, step: number): string {
  return `  for (let i = 0; i < n; i += ${step}) {\n${offsets('    ')}${body}  }\n`;
}
