/**
 * The one-operation kernels of the eager path, made by the same emitter from the same recipes as fused loops: that is why both
 * paths have the same bits. One module for each operation; names of exports are explained in `runtime/math/map-operation.ts`.
 */
import type { DType } from '../../runtime/abi/dtype.js';
import { dtypes } from '../../runtime/abi/dtype.js';
import type { Expr, ReduceOp, Statement } from '../ir/node.js';
import { axisFunctions } from '../ops/axis-reductions.js';
import { extremePlaces } from '../ops/extreme-places.js';
import { accumulateFunction, checkIndices, takeFunction } from '../ops/gathers.js';
import type { MapOperation } from '../ops/operation.js';
import { productFunctions } from '../ops/products.js';
import { scanFunction } from '../ops/scans.js';
import { sortFunctions } from '../ops/sorting.js';
import { VectorCode } from '../ops/vector.js';
import { emitKernel } from '../phases/5-emit/emit-kernel.js';
import { printModule } from '../phases/5-emit/module-text.js';
import { ProgramText, scalarTypes, tags } from '../phases/5-emit/program-text.js';
import { stepLoopText } from './step-loop.js';

export interface EagerModule {
  readonly name: string;
  readonly assemblyScript: string;
  readonly importTable?: boolean;
  readonly constants: string;
}

const numberTags = ['f32', 'f64', 'i32', 'u32'] as const;

/** Which operands are arrays (`v`) and which scalars (`s`). Other combinations fill an array first. */
const forms: readonly (readonly string[])[] = [[], ['v', 's'], ['vv', 'vs', 'sv', 'ss'], ['vvv', 'vvs', 'vsv', 'vss', 'sss']];

const operandExpr = (form: string, dtype: DType, offset: number): Expr => (form === 'v'
  ? { kind: 'slot', offset, name: `x${offset}`, type: { kind: 'array', dtype, rank: null } }
  : { kind: 'slot', offset, name: `x${offset}`, type: { kind: 'scalar', dtype } });

function moduleOf(name: string, make: (program: ProgramText) => void): EagerModule {
  const program = new ProgramText();
  make(program);
  return { name, assemblyScript: printModule(program), constants: program.constants };
}

/** `export function f32_vs(n, out, x0, x1)` around the emitter's kernel, whose parameters come in an order of their own. */
function addMapKernel(program: ProgramText, exportName: string, operands: readonly Expr[], value: Expr): void {
  const target: Expr = { kind: 'slot', offset: 1000, name: 'out', variable: true, type: { kind: 'array', dtype: (value.type as { dtype: DType }).dtype, rank: null } };
  const statement: Statement = { kind: 'store', target, value, site: -1 };
  const call = emitKernel(program, `k_${exportName}`, [statement], []);
  const parameters = operands.map((operand, i) => `x${i}: ${operand.type.kind === 'array' ? 'usize' : scalarTypes[(operand.type as { dtype: DType }).dtype]}`);
  const nameOf = (expr: Expr): string => `x${(expr as Extract<Expr, { kind: 'slot' }>).offset}`;
  const args = ['n', 'out', ...call.inputs.map(nameOf), ...call.scalars.map((scalar) => nameOf(scalar.expr))];
  program.add(`export function ${exportName}(n: i32, out: usize, ${parameters.join(', ')}): void {\n  ${call.name}(${args.join(', ')});\n}\n`);
}

/** All kernels of one element-wise operation. */
export function mapModule(operation: MapOperation): EagerModule {
  return moduleOf(operation.name, (program) => {
    for (const compute of Object.keys(operation.recipes) as DType[]) {
      const count = operation.parameters.length;
      const signature = operation.signature(Array.from({ length: count }, () => compute), compute === 'float64' ? 'float64' : 'float32');
      if (signature === undefined || signature.operands.at(-1) !== compute) continue;
      for (const form of forms[count]!) {
        const exportName = `${tags[compute]}_${form}`;
        if (!form.includes('v')) {
          if (compute === 'float64' || compute === 'bool') addScalar(program, operation, compute, signature.operands, signature.result, exportName);
          continue;
        }
        const operands = signature.operands.map((dtype, i) => operandExpr(form[i]!, dtype, i));
        addMapKernel(program, exportName, operands, { kind: 'map', op: operation.name, args: operands, type: { kind: 'array', dtype: signature.result, rank: null }, site: -1 });
      }
    }
  });
}

/** From this number of instructions on, the code of an operation is not worth having twice. */
const sharedFrom = 12;
/** Bytes between an element in scratch and its result: the vectors in flight. */
const scalarResultAt = 128;

/** An operation on plain numbers: where it is long, as the kernel of one element, since a program that is downloaded pays for its bytes. */
function addScalar(program: ProgramText, operation: MapOperation, compute: DType, operands: readonly DType[], result: DType, exportName: string): void {
  const parameters = operands.map((dtype, i) => `x${i}: ${scalarTypes[dtype]}`).join(', ');
  const head = `export function ${exportName}(${parameters}): ${scalarTypes[result]} {\n`;
  if (compute === 'float64' && [...operands, result].every((dtype) => dtype === 'float64') && countInstructions(operation) >= sharedFrom) {
    const kernel = `f64_v${'s'.repeat(operands.length - 1)}`;
    const args = ['1', `scratch + ${scalarResultAt}`, 'scratch', ...operands.slice(1).map((_, i) => `x${i + 1}`)];
    program.add(`${head}  store<f64>(scratch, x0);\n  ${kernel}(${args.join(', ')});\n  return load<f64>(scratch, ${scalarResultAt});\n}\n`);
    return;
  }
  const inner = program.scalarFunction(operation.name, compute, operands.map((dtype) => dtype === 'bool'), result === 'bool');
  program.add(`${head}  return ${inner}(${operands.map((_, i) => `x${i}`).join(', ')});\n}\n`);
}

function countInstructions({ recipes, parameters }: MapOperation): number {
  const code = new VectorCode();
  recipes.float64?.(code, ...parameters.map((name) => code.text(name)));
  return code.instructions.length;
}

/** Every pair of dtypes. */
export function castModule(): EagerModule {
  return moduleOf('cast', (program) => {
    for (const from of dtypes) {
      for (const to of dtypes) {
        if (from === to) continue;
        const operand = operandExpr('v', from, 0);
        addMapKernel(program, `${tags[from]}_${tags[to]}`, [operand], { kind: 'cast', arg: operand, type: { kind: 'array', dtype: to, rank: null } });
      }
    }
  });
}

/** Reductions along an axis, and of all elements as one row: fused ones have the same order (5-emit/reducing-loop.ts). */
export function reductionModule(op: ReduceOp): EagerModule {
  const ofBools = op === 'any' || op === 'all';
  return moduleOf(op, (program) => {
    for (const dtype of dtypes) {
      if (ofBools !== (dtype === 'bool')) continue;
      if (dtype === 'uint32' && wraps(op)) {
        addWrapping(program, op);
        continue;
      }
      const tag = tags[dtype];
      const name = `${op}_${tag}_axis`;
      program.add(`${axisFunctions(op, tag)}export { ${name} as ${tag}_axis };\n`);
      program.add(`export function ${tag}_all(n: i32, x: usize): ${ofBools ? 'i32' : scalarTypes[dtype]} {\n  return ${name}_row(n, x);\n}\n`);
    }
    if (op === 'sum') addCountKernel(program);
  });
}

/** Sums and products of whole numbers wrap: their bits are the same with a sign and without. */
const wraps = (op: ReduceOp): boolean => op === 'sum' || op === 'prod';

/** The functions of uint32 by those of int32, which come before. */
function addWrapping(program: ProgramText, op: ReduceOp): void {
  program.add(`export function u32_all(n: i32, x: usize): u32 {\n  return i32_all(n, x);\n}\n`);
  program.add(`export { ${op}_i32_axis as u32_axis };\n`);
}

/** The sum of bools, a whole number. */
function addCountKernel(program: ProgramText): void {
  const arg: Expr = { kind: 'cast', arg: operandExpr('v', 'bool', 0), type: { kind: 'array', dtype: 'int32', rank: null } };
  const type = { kind: 'scalar', dtype: 'int32' } as const;
  const { name } = emitKernel(program, 'k_sum_bool', [{ kind: 'let', local: 0, value: { kind: 'reduce', op: 'sum', arg, type, site: -1 } }], []);
  program.add(`export function bool_all(n: i32, x: usize): i32 {\n  ${name}(n, x, scratch);\n  return load<i32>(scratch);\n}\n`);
}

/** Places of extremes along an axis. */
export function placesModule(op: 'argmin' | 'argmax'): EagerModule {
  return moduleOf(op, (program) => {
    for (const tag of numberTags) {
      program.add(axisFunctions(op === 'argmin' ? 'min' : 'max', tag));
      program.add(`${extremePlaces(op, tag)}export { ${op}_${tag}_axis as ${tag}_axis };\n`);
    }
  });
}

/** Elements read and written by index arrays. */
export function gatherModule(): EagerModule {
  return moduleOf('gather', (program) => {
    program.add(checkIndices);
    for (const bytes of [1, 4, 8] as const) program.add(exported(takeFunction(bytes), [`take_${bytes}`]));
    for (const tag of numberTags) {
      for (const op of ['add', 'min', 'max'] as const) program.add(exported(accumulateFunction(op, tag), [`accumulate_${op}_${tag}`]));
    }
  });
}

/** Running results. */
export function scanModule(): EagerModule {
  return moduleOf('scan', (program) => {
    for (const tag of numberTags) {
      for (const op of ['cumsum', 'cumprod', 'cummin', 'cummax'] as const) program.add(exported(scanFunction(op, tag), [`${op}_${tag}`]));
    }
  });
}

export function sortModule(): EagerModule {
  return moduleOf('sort', (program) => {
    for (const tag of numberTags) program.add(exported(sortFunctions(tag), [`sort_${tag}`, `argsort_${tag}`]));
  });
}

export function productModule(): EagerModule {
  return moduleOf('dot', (program) => {
    for (const tag of ['f32', 'f64'] as const) {
      program.add(exported(productFunctions(tag), ['dot', 'matvec', 'vecmat', 'matmul'].map((name) => `${name}_${tag}`)));
    }
  });
}

/** The step loop of runners. */
export function stepLoopModule(): EagerModule {
  return { ...moduleOf('stepLoop', (program) => { program.add(stepLoopText); }), importTable: true };
}

/** The same text with some of its functions exported. */
function exported(text: string, names: readonly string[]): string {
  return names.reduce((sum, name) => sum.replace(new RegExp(`^(export )?function ${name}\\(`, 'm'), `export function ${name}(`), text);
}
