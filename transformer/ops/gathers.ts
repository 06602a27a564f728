/**
 * Elements read and written by arrays of int32 indices as AssemblyScript text. An array is seen as [outer, size, inner], its middle axis
 * indexed; negative indices count from the end. All indices are checked before anything is written.
 *
 * `checkIndices(count: i32, indices: usize, size: i32): i32` gives the position of the first index that is none, or -1.
 */
export const checkIndices: string = `function checkIndices(count: i32, indices: usize, size: i32): i32 {
  const offset = i32x4.splat(size), range = i32x4.splat(size << 1);
  let i = 0;
  // i is an index where i + size is below 2 * size, without a sign. Sizes from 2^30 on are looked at one by one.
  if (size < 0x40000000) {
    for (; i + 4 <= count; i += 4) {
      const fits = i32x4.lt_u(i32x4.add(v128.load(indices + (<usize>i << 2)), offset), range);
      if (!i32x4.all_true(fits)) break;
    }
  }
  for (; i < count; i++) {
    const index = load<i32>(indices + (<usize>i << 2));
    if (index >= size || index < -size) return i;
  }
  return -1;
}
`;

export type ItemBytes = 1 | 4 | 8;

/** The type that moves an element by its bits. */
export const wordTypes = { 1: 'u8', 4: 'u32', 8: 'u64' } as const;
const shifts = { 1: 0, 4: 2, 8: 3 } as const;

/** The place of index `name`, counted from 0. */
const place = (address: string): string => `load<i32>(${address}) + (load<i32>(${address}) >> 31 & size)`;

/**
 * `take_BYTES(outer: i32, size: i32, inner: i32, count: i32, out: usize, x: usize, indices: usize): i32` writes the parts of the middle axis that
 * `count` indices name to [outer, count, inner]; it gives -1, or the position of an index that is none, with nothing written. Needs
 * `checkIndices`. `x` may be read and `out` written up to 64 bytes past the end.
 */
export function takeFunction(bytes: ItemBytes): string {
  const shift = shifts[bytes];
  const word = wordTypes[bytes];
  return `function take_${bytes}(outer: i32, size: i32, inner: i32, count: i32, out: usize, x: usize, indices: usize): i32 {
  const wrong = checkIndices(count, indices, size);
  if (wrong >= 0) return wrong;
  const row = <usize>inner << ${shift}, end = indices + (<usize>count << 2);
  for (let o = 0; o < outer; o++) {
    if (inner == 1) {
      for (let at = indices; at < end; at += 4) {
        store<${word}>(out, load<${word}>(x + (<usize>(${place('at')}) << ${shift})));
        out += ${bytes};
      }
    } else if (row < 1024) {
      // What a row's last vector writes too much, the next row overwrites.
      for (let at = indices; at < end; at += 4) {
        const from = x + <usize>(${place('at')}) * row;
        for (let k: usize = 0; k < row; k += 16) v128.store(out + k, v128.load(from + k));
        out += row;
      }
    } else {
      for (let at = indices; at < end; at += 4) {
        memory.copy(out, x + <usize>(${place('at')}) * row, row);
        out += row;
      }
    }
    x += <usize>size * row;
  }
  return -1;
}
`;
}

/** `gather_BYTES(count: i32, size: i32, out: usize, x: usize, indices: usize): void` reads one element of `x` for each index; all of them are checked. */
export function gatherFunction(bytes: ItemBytes): string {
  const shift = shifts[bytes];
  const word = wordTypes[bytes];
  return `function gather_${bytes}(count: i32, size: i32, out: usize, x: usize, indices: usize): void {
  for (const end = indices + (<usize>count << 2); indices < end; indices += 4) {
    store<${word}>(out, load<${word}>(x + (<usize>(${place('indices')}) << ${shift})));
    out += ${bytes};
  }
}
`;
}

/**
 * `put_BYTES(size: i32, inner: i32, count: i32, out: usize, indices: usize, values: usize, single: bool): i32` writes the rows of `values`
 * [count, inner], or its only element, to the rows of `out` [size, inner] that the indices name, in order; gives what `take` gives.
 */
export function putFunction(bytes: ItemBytes): string {
  const shift = shifts[bytes];
  const word = wordTypes[bytes];
  return `function put_${bytes}(size: i32, inner: i32, count: i32, out: usize, indices: usize, values: usize, single: bool): i32 {
  const wrong = checkIndices(count, indices, size);
  if (wrong >= 0) return wrong;
  const row = <usize>inner << ${shift}, end = indices + (<usize>count << 2), one = load<${word}>(values);
  for (let at = indices; at < end; at += 4) {
    const to = out + <usize>(${place('at')}) * row;
    if (single) for (let k: usize = 0; k < row; k += ${bytes}) store<${word}>(to + k, one);
    else if (inner == 1) store<${word}>(to, load<${word}>(values));
    else memory.copy(to, values, row);
    values += row;
  }
  return -1;
}
`;
}

export type GatheredTag = 'f32' | 'f64' | 'i32' | 'u32';
export type Accumulation = 'add' | 'min' | 'max' | 'mul';

/**
 * `accumulate_OP_T(size: i32, inner: i32, count: i32, out: usize, indices: usize, values: usize, single: bool): i32` combines the rows of `values`
 * with the rows of `out` that the indices name, in order, each result rounded to the dtype; otherwise as `put`. For whole numbers there is no `mul`.
 */
export function accumulateFunction(op: Accumulation, tag: GatheredTag): string {
  const bytes = tag === 'f64' ? 8 : 4;
  const shift = shifts[bytes];
  const combined = (value: string): string => {
    const before = `load<${tag}>(to + k)`;
    return op === 'add' ? `${before} + ${value}` : op === 'mul' ? `${before} * ${value}` : `${op}<${tag}>(${before}, ${value})`;
  };
  return `function accumulate_${op}_${tag}(size: i32, inner: i32, count: i32, out: usize, indices: usize, values: usize, single: bool): i32 {
  const wrong = checkIndices(count, indices, size);
  if (wrong >= 0) return wrong;
  const row = <usize>inner << ${shift}, end = indices + (<usize>count << 2), one = load<${tag}>(values);
  for (let at = indices; at < end; at += 4) {
    const to = out + <usize>(${place('at')}) * row;
    if (single) for (let k: usize = 0; k < row; k += ${bytes}) store<${tag}>(to + k, ${combined('one')});
    else for (let k: usize = 0; k < row; k += ${bytes}) store<${tag}>(to + k, ${combined(`load<${tag}>(values + k)`)});
    values += row;
  }
  return -1;
}
`;
}
