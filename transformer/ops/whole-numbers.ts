/** Number theory of whole numbers: common divisors and multiples, bits set. */
import type { MapOperation, Recipe } from './operation.js';
import { shiftsInteger } from './signatures.js';

/** Euclid's algorithm runs a number of turns that depends on the values: lane by lane. */
const divisorSource = `function gcdLane(a: u32, b: u32): u32 {
  while (b != 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}`;

function byLanes(name: string, lane: string): Recipe {
  const lanes = [0, 1, 2, 3].map((i) => `<i32>${lane}(<u32>i32x4.extract_lane(a, ${i}), <u32>i32x4.extract_lane(b, ${i}))`);
  return (code, a, b) => {
    code.function('gcdLane', divisorSource);
    if (lane === 'lcmLane') {
      code.function('lcmLane', `function lcmLane(a: u32, b: u32): u32 {
  return a == 0 || b == 0 ? 0 : a / gcdLane(a, b) * b;
}`);
    }
    code.function(name, `function ${name}(a: v128, b: v128): v128 {
  return i32x4(${lanes.join(', ')});
}`);
    return code.text(`${name}($${a}, $${b})`);
  };
}

const gcdLanes = byLanes('gcdLanes', 'gcdLane');
const lcmLanes = byLanes('lcmLanes', 'lcmLane');
const ofMagnitudes = (recipe: Recipe): Recipe => (code, a, b) => recipe(code, code.push('i32x4.abs', a!), code.push('i32x4.abs', b!));

function commonDivisor(x: number, y: number): number {
  let [a, b] = [Math.abs(x), Math.abs(y)];
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** The product wraps at 32 bits. */
function commonMultiple(x: number, y: number): number {
  const [a, b] = [Math.abs(x), Math.abs(y)];
  return a === 0 || b === 0 ? 0 : Math.imul(a / commonDivisor(a, b), b) >>> 0;
}

const countBits: Recipe = (code, a) =>
  code.push('i32x4.extadd_pairwise_i16x8_u', code.push('i16x8.extadd_pairwise_i8x16_u', code.push('i8x16.popcnt', a!)));

export const wholeNumberOperations: readonly MapOperation[] = [
  {
    kind: 'map', name: 'gcd', numpy: 'gcd', parameters: ['x', 'y'],
    doc: 'The greatest common divisor of whole numbers, positive; of 0 and y it is |y|. gcd(x, y)',
    signature: shiftsInteger,
    reference: commonDivisor,
    recipes: { int32: ofMagnitudes(gcdLanes), uint32: gcdLanes },
    derivative: [undefined, undefined],
  },
  {
    kind: 'map', name: 'lcm', numpy: 'lcm', parameters: ['x', 'y'],
    doc: 'The least common multiple of whole numbers, positive; 0 if either is. |x y| / gcd(x, y)',
    signature: shiftsInteger,
    reference: commonMultiple,
    recipes: { int32: ofMagnitudes(lcmLanes), uint32: lcmLanes },
    derivative: [undefined, undefined],
  },
  {
    kind: 'map', name: 'bitwiseCount', numpy: 'bitwise_count', parameters: ['x'],
    doc: 'How many bits are set in the magnitude of a whole number. popcount |x|',
    signature: shiftsInteger,
    reference: (x) => {
      let count = 0;
      for (let rest = Math.abs(x) >>> 0; rest !== 0; rest >>>= 1) count += rest & 1;
      return count;
    },
    recipes: { int32: (code, a) => countBits(code, code.push('i32x4.abs', a!)), uint32: countBits },
    derivative: [undefined],
  },
];
