/** The function of a module for powers whose exponent is known only at run time. */
import type { DType } from '../../../runtime/abi/dtype.js';
import { isFloat } from '../../../runtime/abi/dtype.js';
import { findMapOperation } from '../../ops/catalogue.js';
import { VectorCode } from '../../ops/vector.js';
import type { ProgramText } from './program-text.js';
import { lanesOf, scalarTypes, tags } from './program-text.js';

/** `x ** k` for a scalar k known only at run time: multiplications for whole |k| <= 8, `pow` otherwise. */
export function powerFunction(program: ProgramText, dtype: DType): string {
  const lanes = lanesOf[dtype];
  const mul = (a: string, b: string): string => `${lanes}.mul(${a}, ${b})`;
  return program.once(`power_${tags[dtype]}`, () => {
    const code = new VectorCode();
    const recipe = findMapOperation('pow')?.recipes[dtype];
    if (recipe === undefined) throw new Error(`no pow for ${dtype}`);
    const result = recipe(code, 'x', 'kk');
    program.addFunctionsOf(code);
    const constants = code.constants.map((one) => `  const ${one.reg} = ${program.constant(one)};\n`).join('');
    const body = code.instructions.map((one) => `  const ${one.result} = ${one.text.replaceAll('$', '')};\n`).join('');
    return `function power_${tags[dtype]}(x: v128, k: f64): v128 {
  const size = abs(k);
  if (size <= 8 && floor(k) == k${isFloat(dtype) ? '' : ' && k >= 0'}) {
    let r = x;
    if (size == 0) return ${program.constant({ lanes, value: 1 })};
    const n = <i32>size;
    const top = 31 - clz(n);
    for (let bit = top - 1; bit >= 0; bit--) {
      r = ${mul('r', 'r')};
      if ((n >> bit) & 1) r = ${mul('r', 'x')};
    }
    return ${isFloat(dtype) ? `k < 0 ? ${lanes}.div(${program.constant({ lanes, value: 1 })}, r) : r` : 'r'};
  }
  const kk = ${lanes}.splat(<${scalarTypes[dtype]}>k);
${constants}${body}  return ${result};
}
`;
  });
}
