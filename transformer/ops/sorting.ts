/**
 * Rows in rising order as AssemblyScript text: elements (`sort`) or their positions (`argsort`), NaN last. Elements become whole numbers in
 * the order of their values; short rows are sorted by insertion, long ones by digits of 8 bits from the last to the first, which is stable.
 * `sort` puts -0 before 0; for `argsort` they are equal.
 */
export type SortTag = 'f32' | 'f64' | 'i32' | 'u32';

const shortRow = 48;

/** Bytes of memory that the sort of one row of `n` elements needs, as AssemblyScript text. */
export function sortRoomBytes(n: string, tag: SortTag): string {
  return `((${n}) * ${tag === 'f64' ? 24 : 16} + 128)`;
}

/** The key of an element, without a sign: of negative floats all bits change, of others the first. */
function keyFunction(tag: SortTag): string {
  const word = tag === 'f64' ? 'u64' : 'u32';
  const signed = tag === 'f64' ? 'i64' : 'i32';
  const top = tag === 'f64' ? '0x8000000000000000' : '0x80000000';
  if (tag === 'u32') return `@inline function sortKey_${tag}(x: usize): u32 { return load<u32>(x); }
@inline function sortValue_${tag}(key: u32): u32 { return key; }
`;
  if (tag === 'i32') return `@inline function sortKey_${tag}(x: usize): u32 { return load<u32>(x) ^ 0x80000000; }
@inline function sortValue_${tag}(key: u32): u32 { return key ^ 0x80000000; }
`;
  return `@inline function sortKey_${tag}(x: usize): ${word} {
  const value = load<${tag}>(x);
  const bits = reinterpret<${word}>(value);
  return value != value ? ~(<${word}>0) : bits ^ (<${word}>(<${signed}>bits >> ${tag === 'f64' ? 63 : 31}) | ${top});
}
@inline function sortValue_${tag}(key: ${word}): ${word} {
  return key ^ (key & ${top} ? <${word}>${top} : ~(<${word}>0));
}
`;
}

/**
 * `sort_T(rows: i32, n: i32, out: usize, x: usize, room: usize): void` and `argsort_T` (int32 positions) of rows of n elements, not exported in
 * the text. `room` has the bytes of `sortRoomBytes`, `scratch` 1 KiB.
 */
export function sortFunctions(tag: SortTag): string {
  const size = tag === 'f64' ? 8 : 4;
  const word = tag === 'f64' ? 'u64' : 'u32';
  const step = size + 4;
  return `${keyFunction(tag)}
/** How many keys have each digit; false if all have the same one. Counts become the places of the first of each. */
function sortCount_${tag}(n: i32, keys: usize, stride: usize, shift: ${word}): bool {
  memory.fill(scratch, 0, 1024);
  for (let end = keys + <usize>n * stride; keys < end; keys += stride) {
    const at = scratch + (<usize>(load<${word}>(keys) >> shift & 255) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let place: u32 = 0;
  for (let at = scratch, end = scratch + 1024; at < end; at += 4) {
    const count = load<u32>(at);
    if (count == <u32>n) return false;
    store<u32>(at, place);
    place += count;
  }
  return true;
}

function sort_${tag}(rows: i32, n: i32, out: usize, x: usize, room: usize): void {
  for (let row = 0; row < rows; row++) {
    if (n <= ${shortRow}) {
      for (let i = 0; i < n; i++) {
        const key = sortKey_${tag}(x + <usize>i * ${size});
        let at = room + <usize>i * ${size};
        for (; at > room && load<${word}>(at - ${size}) > key; at -= ${size}) store<${word}>(at, load<${word}>(at - ${size}));
        store<${word}>(at, key);
      }
      for (let i = 0; i < n; i++) store<${word}>(out + <usize>i * ${size}, sortValue_${tag}(load<${word}>(room + <usize>i * ${size})));
    } else {
      let keys = room, other = room + <usize>n * ${size};
      for (let i = 0; i < n; i++) store<${word}>(keys + <usize>i * ${size}, sortKey_${tag}(x + <usize>i * ${size}));
      for (let shift: ${word} = 0; shift < ${size * 8}; shift += 8) {
        if (!sortCount_${tag}(n, keys, ${size}, shift)) continue;
        for (let at = keys, end = keys + <usize>n * ${size}; at < end; at += ${size}) {
          const key = load<${word}>(at);
          const count = scratch + (<usize>(key >> shift & 255) << 2);
          const place = load<u32>(count);
          store<u32>(count, place + 1);
          store<${word}>(other + <usize>place * ${size}, key);
        }
        const before = keys;
        keys = other;
        other = before;
      }
      for (let i = 0; i < n; i++) store<${word}>(out + <usize>i * ${size}, sortValue_${tag}(load<${word}>(keys + <usize>i * ${size})));
    }
    x += <usize>n * ${size};
    out += <usize>n * ${size};
  }
}

@inline function argsortKey_${tag}(x: usize): ${word} {
  ${tag === 'f32' || tag === 'f64' ? `return load<${tag}>(x) == 0 ? ${tag === 'f64' ? '<u64>0x8000000000000000' : '0x80000000'} : sortKey_${tag}(x);` : `return sortKey_${tag}(x);`}
}

function argsort_${tag}(rows: i32, n: i32, out: usize, x: usize, room: usize): void {
  for (let row = 0; row < rows; row++) {
    let keys = room, other = room + <usize>n * ${step};
    if (n <= ${shortRow}) {
      for (let i = 0; i < n; i++) {
        const key = argsortKey_${tag}(x + <usize>i * ${size});
        let at = keys + <usize>i * ${step};
        for (; at > keys && load<${word}>(at - ${step}) > key; at -= ${step}) {
          store<${word}>(at, load<${word}>(at - ${step}));
          store<u32>(at, load<u32>(at - ${step}, ${size}), ${size});
        }
        store<${word}>(at, key);
        store<u32>(at, i, ${size});
      }
    } else {
      for (let i = 0; i < n; i++) {
        store<${word}>(keys + <usize>i * ${step}, argsortKey_${tag}(x + <usize>i * ${size}));
        store<u32>(keys + <usize>i * ${step}, i, ${size});
      }
      for (let shift: ${word} = 0; shift < ${size * 8}; shift += 8) {
        if (!sortCount_${tag}(n, keys, ${step}, shift)) continue;
        for (let at = keys, end = keys + <usize>n * ${step}; at < end; at += ${step}) {
          const key = load<${word}>(at);
          const count = scratch + (<usize>(key >> shift & 255) << 2);
          const place = load<u32>(count);
          store<u32>(count, place + 1);
          const to = other + <usize>place * ${step};
          store<${word}>(to, key);
          store<u32>(to, load<u32>(at, ${size}), ${size});
        }
        const before = keys;
        keys = other;
        other = before;
      }
    }
    for (let i = 0; i < n; i++) store<i32>(out + (<usize>i << 2), load<i32>(keys + <usize>i * ${step}, ${size}));
    x += <usize>n * ${size};
    out += <usize>n << 2;
  }
}
`;
}
