/** The hand-written AssemblyScript that units share, one function an entry: descriptors, bounds, host functions. Only what is used is added. */
import { arenaHeader, arenaHeaderBytes } from '../../../runtime/abi/arena.js';
import { descriptor } from '../../../runtime/abi/layout.js';
import { rowFunctions } from './rows-prelude.js';

const { size, rank, dims } = descriptor;

/**
 * Reading and writing one element, for each form of the index: a float64 or a whole number of 64 bits; of an array by its descriptor, or
 * (`…In`) with its data and size at hand, which are small enough to stand where they are called.
 */
const elementFunctions = (tag: string, type: string, shift: number, read: (address: string) => string, write: (address: string) => string): Record<string, string> => {
  const functions: Record<string, string> = {};
  for (const [suffix, indexType, check] of [
    // Of NaN, fractions and what is out of range the conversion gives another number.
    ['', 'f64', (count: string) => `<f64><u32>at != at || <u32>at >= ${count}`],
    ['_whole', 'i64', (count: string) => `<u64>at >= <u64>${count}`],
  ] as const) {
    const index = indexType === 'f64' ? '<usize><u32>at' : '<usize>at';
    // It throws; that nothing follows keeps the registers of the loop free of what the call would clobber (2.5 times as fast).
    const fail = `{ host_index(site, array, ${indexType === 'f64' ? 'at' : '<f64>at'}); unreachable(); }`;
    for (const [verb, value, result, access] of [['element', '', type, (address: string) => `return ${read(address)}`], ['setElement', `, value: ${type}`, 'void', write]] as const) {
      functions[`${verb}_${tag}${suffix}`] = `function ${verb}_${tag}${suffix}(array: usize, at: ${indexType}${value}, site: i32): ${result} {
  if (${check(`load<u32>(array, ${size})`)} || load<i32>(array, ${rank}) > 1) ${fail}
  ${access(`load<u32>(array) + (${index} << ${shift})`)};
}
`;
      functions[`${verb}In_${tag}${suffix}`] = `@inline function ${verb}In_${tag}${suffix}(data: usize, count: u32, array: usize, at: ${indexType}${value}, site: i32): ${result} {
  if (${check('count')}) ${fail}
  ${access(`data + (${index} << ${shift})`)};
}
`;
    }
  }
  return functions;
};
const plainElement = (tag: string, shift: number): Record<string, string> =>
  elementFunctions(tag, tag, shift, (address) => `load<${tag}>(${address})`, (address) => `store<${tag}>(${address}, value)`);

const functions: Readonly<Record<string, string>> = {
  same: `function same(a: usize, b: usize): bool {
  if (a == b) return true;
  const rank = load<i32>(a, ${rank});
  if (load<i32>(a, ${size}) != load<i32>(b, ${size}) || rank != load<i32>(b, ${rank})) return false;
  for (let axis: usize = 0, end = <usize>rank << 2; axis < end; axis += 4) {
    if (load<i32>(a + axis, ${dims}) != load<i32>(b + axis, ${dims})) return false;
  }
  return true;
}
`,
  copyShape: `function copyShape(to: usize, from: usize): void {
  store<i64>(to, load<i64>(from, ${size}), ${size});
  store<i64>(to, load<i64>(from, ${dims}), ${dims});
  if (load<i32>(from, ${rank}) > 2) {
    store<i64>(to, load<i64>(from, ${dims + 8}), ${dims + 8});
    v128.store(to, v128.load(from, ${dims + 16}), ${dims + 16});
  }
}
`,
  copyDescriptor: `function copyDescriptor(to: usize, from: usize): void {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
  v128.store(to, v128.load(from, 32), 32);
}
`,
  // Sizes that no memory holds do not wrap.
  timesSize: `function timesSize(a: u32, b: u32): u32 {
  return <u32>min<u64>(<u64>a * <u64>b, u32.MAX_VALUE);
}
`,
  // The shape of the product of two vectors or matrices.
  dotShape: `function dotShape(site: i32, out: usize, a: usize, b: usize): void {
  const keptA = load<i32>(a, ${rank}) - 1;
  const keptB = load<i32>(b, ${rank}) - 1;
  if (load<i32>(a + (<usize>keptA << 2), ${dims}) != load<i32>(b, ${dims})) {
    host_dot(site, out, a, b);
    unreachable();
  }
  const m = keptA ? load<u32>(a, ${dims}) : 1;
  const n = keptB ? load<u32>(b, ${dims + 4}) : 1;
  store<u32>(out, timesSize(m, n), ${size});
  store<i32>(out, keptA + keptB, ${rank});
  store<u32>(out, keptA ? m : n, ${dims});
  store<u32>(out, n, ${dims + 4});
}
`,
  // More than there can be stays more than there can be: the host refuses it.
  paddedBytes: `function paddedBytes(array: usize, itemSize: u32): u32 {
  const count = <u64>load<u32>(array, ${size});
  const bytes = (max(((count + 15) & ~15) * itemSize, count * itemSize + 64) + 63) & ~63;
  return <u32>min<u64>(bytes, ${2 ** 32 - 64});
}
`,
  // Multiples of 64 bytes only, so that all that is handed out is aligned.
  allocate: `function allocate(bytes: i32): usize {
  const address = load<usize>(arena, ${arenaHeader.top});
  if (<usize>bytes > load<usize>(arena, ${arenaHeader.end}) - address) return host_allocate(bytes);
  store<usize>(arena, address + <usize>bytes, ${arenaHeader.top});
  return address;
}
`,
  // Of what is in the arena, only the last.
  release: `function release(address: usize): void {
  if (address - arena - ${arenaHeaderBytes} < load<usize>(arena, ${arenaHeader.end}) - arena - ${arenaHeaderBytes}) store<usize>(arena, address, ${arenaHeader.top});
  else host_release(address);
}
`,
  itemAddress: `function itemAddress(list: usize, index: f64, stride: i32): usize {
  if (!(index >= 0 && index < <f64>load<i32>(list) && floor(index) == index)) host_index(-1, 0, index);
  return list + 8 + <usize><u32>index * stride;
}
`,
  dimension: `function dimension(array: usize, axis: f64): f64 {
  return axis >= 0 && axis < <f64>load<i32>(array, ${rank}) ? <f64>load<u32>(array + (<usize><u32>axis << 2), ${dims}) : NaN;
}
`,
  remainder: `function remainder(a: f64, b: f64): f64 {
  const x = <i32>a, y = <i32>b;
  if (<f64>x == a && <f64>y == b && y > 0 && reinterpret<i64>(a) >= 0) return <f64>(<u32>x % <u32>y);
  return a % b;
}
`,
  remainderBy: `@inline function remainderBy(a: f64, b: u32): f64 {
  const x = <i32>a;
  return <f64>x == a && reinterpret<i64>(a) >= 0 ? <f64>(<u32>x % b) : wideRemainder(a, <f64>b);
}

function wideRemainder(a: f64, b: f64): f64 {
  return a % b;
}
`,
  // For a power of two at least 1: the quotient is exact, or so small that it is cut to 0 all the same.
  remainderByPower: `@inline function remainderByPower(a: f64, b: f64): f64 {
  return copysign<f64>(a - trunc<f64>(a * (1 / b)) * b, a);
}
`,
  toInt32: `@inline function toInt32(x: f64): i32 {
  const near = <i32>x;
  return <f64>near == x ? near : wrapToInt32(x);
}

function wrapToInt32(x: f64): i32 {
  if (!(abs(x) < Infinity)) return 0;
  const whole = trunc(x);
  return <i32><u32>(whole - floor(whole / 4294967296.0) * 4294967296.0);
}
`,
  ...rowFunctions,
  ...plainElement('f32', 2), ...plainElement('f64', 3), ...plainElement('i32', 2), ...plainElement('u32', 2),
  ...elementFunctions('bool', 'bool', 0, (address) => `load<u8>(${address}) != 0`, (address) => `store<u8>(${address}, value ? 1 : 0)`),
};

/** Functions of the prelude that others call. */
export const preludeNeeds: Readonly<Partial<Record<string, string>>> = { dotShape: 'timesSize', joinShape: 'timesSize' };

export function prelude(name: string): string {
  const text = functions[name];
  if (text === undefined) throw new Error(`no prelude function '${name}'`);
  return text;
}

/** The declarations of `HostFunctions` (runtime/abi/unit.ts). */
export const hostImports: string = [
  'allocate(bytes: i32): usize', 'release(address: usize): void', 'broadcast(site: i32, out: usize, list: usize, count: i32): void',
  'expand(source: usize, target: usize): usize', 'checkAssign(site: i32, target: usize, value: usize): void',
  'dot(site: i32, out: usize, a: usize, b: usize): void', 'index(site: i32, array: usize, index: f64): void', 'empty(site: i32, array: usize): void',
  'part(site: i32, array: usize, axis: i32, index: f64): void', 'fit(site: i32, part: usize, value: usize): void',
  'call(site: i32, out: usize, arrays: usize, numbers: usize): f64',
].map((signature) => `@external("host", "${signature.slice(0, signature.indexOf('('))}") declare function host_${signature};\n`).join('');
