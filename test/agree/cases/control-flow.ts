// Control flow in functions of numbers and arrays: early returns, loops, switches, flags.
import { jit, math as bm, type Matrix, type NDArray, type NDArrayLike, type Vector } from 'myelin';

const returnInLoop = jit((x: Vector, limit: number) => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    sum += x[i]!;
    if (sum > limit) return i;
  }
  return -1;
});

const returnInNestedLoops = jit((n: number, m: number) => {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      if (i * j > 6) return i * 100 + j;
      if (j > i + 3) break;
    }
    if (i === 5) return -5;
  }
  return -1;
});

const continueAndBreak = jit((n: number) => {
  let total = 0;
  for (let i = 0; i < n; i++) {
    if (i % 3 === 0) continue;
    if (i > 10) break;
    total += i;
  }
  return total;
});

const whileLoop = jit((x: number) => {
  let steps = 0;
  while (x !== 1 && steps < 200) {
    x = x % 2 === 0 ? x / 2 : 3 * x + 1;
    steps++;
  }
  return steps;
});

const doWhile = jit((x: number) => {
  let count = 0;
  do {
    count += 1;
    if (count === 3) continue;
    x /= 2;
  } while (x > 1);
  return [count, x];
});

const doWhileOnce = jit((x: NDArray) => {
  let y: NDArrayLike = x;
  do { y = y * 2; } while (bm.sum(y) < 0);
  return y;
});

function sign(x: number) {
  if (x > 0) return 1;
  if (x < 0) return -1;
  return 0;
}

function clampSign(x: number, low: number) {
  const s = sign(x);
  if (s === 0) return low;
  for (let i = 0; i < 3; i++) {
    if (s * i > low) return i;
  }
  return s * 10;
}

const nestedHelpers = jit((x: number, low: number) => clampSign(x, low) + clampSign(-x, low) * 100);

const switchNumber = jit((k: number, x: NDArray) => {
  switch (k) {
    case 0: return x * 1;
    case 1:
    case 2: return x * 2;
    case 3: {
      const y = x + 1;
      return y * 3;
    }
    default: return x - 1;
  }
});

const switchString = jit((mode: string, x: number) => {
  let y = x;
  switch (mode) {
    case 'double': y = 2 * x; break;
    case 'half': y = x / 2; break;
    case 'zero': return 0;
    default: y = -x;
  }
  return y + 1;
});

const switchDefaultFirst = jit((k: number) => {
  let y = 0;
  switch (k) {
    default: y = 1; break;
    case 2: y = 2; break;
    case 3: y = 3;
  }
  return y;
});

const arrayInBranches = jit((x: NDArray, flag: boolean) => {
  let y: NDArrayLike = x;
  if (flag) y = y * 2;
  else {
    y = y + 1;
    y = y / 3;
  }
  return y - x;
});

const earlyReturnOfArray = jit((x: NDArray, k: number) => {
  if (k < 0) return x * 0;
  let y = x * 1;
  for (let i = 0; i < k; i++) {
    y = y + x;
    if (bm.max(y) > 20) return y;
  }
  return y;
});

const logical = jit((a: number, b: number, flag: boolean) => [a > 0 && b > 0, a > 0 || flag, !(flag && a < b), (a || b), (a && b)]);

const conditionOnSum = jit((x: NDArray) => {
  let y = x * 1;
  let steps = 0;
  while (bm.sum(y) < 100 && steps < 50) {
    y = y * 2;
    steps += 1;
  }
  return { y, steps };
});

const nestedTernary = jit((x: number) => (x < 0 ? -1 : x === 0 ? 0 : x < 10 ? 1 : 2));

const shadowed = jit((x: number) => {
  let total = 0;
  for (let i = 0; i < 3; i++) {
    const x = i * 2;
    { const i = 100; total += i + x; }
    total += i;
  }
  return total + x;
});

const sideEffectOrder = jit((x: number) => {
  let a = x;
  const next = () => { a = a * 2 + 1; return a; };
  return a + next() * 10 + a * 100 + next() * 1000 + a * 10000;
});

const assignmentInExpression = jit((x: number) => {
  let a = 0;
  let b = 0;
  a = b = x + 1;
  return a * 10 + b;
});

const loopCarried = jit((x: NDArray, n: number) => {
  let a = x * 1;
  let b = x * 2;
  for (let i = 0; i < n; i++) {
    const t = a + b;
    a = b;
    b = t;
  }
  return [a, b];
});

const returnInSwitchInLoop = jit((n: number) => {
  let total = 0;
  for (let i = 0; i < n; i++) {
    switch (i % 4) {
      case 0: total += 1; break;
      case 1: total += 10; break;
      case 2: if (total > 30) return total; total += 100; break;
      default: total -= 1;
    }
  }
  return -total;
});

const returnsAfterFlag = jit((x: NDArray, n: number) => {
  let y = x + 0;
  if (n > 2) {
    for (let i = 0; i < n; i++) if (i === 3) return y * 10;
    y = y + 1;
  }
  y = y + 100;
  return y;
});

const emptyFunction = jit((x: NDArray) => { bm.sum(x); });
const consoleIsLeftOut = jit((x: number) => { console.log('x', x); return x + 1; });
const continueInWhile = jit((n: number) => {
  let [i, total] = [0, 0];
  while (i < n) {
    i++;
    if (i % 2 === 0) continue;
    total += i;
  }
  return total;
});
const stepSeesBody = jit((n: number) => {
  let total = 0;
  let stride = 1;
  for (let i = 0; i < n; i += stride) { total += i; stride = stride + 1; if (total > 50) continue; total += 1; }
  return total;
});

/** Arrays of rank 0 are compared as the numbers that they stand for. */
const sameSums = jit((x: Vector, y: Vector, limit: number) => {
  const [a, b] = [bm.sum(x) * 2, bm.sum(y) * 2];
  let last = a;
  let rounds = 0;
  while (rounds < 9) {
    rounds++;
    const next = last + bm.sum(x) * 0;
    if (next === last) break;
    last = next;
  }
  return [a === b, a !== b, a === limit, limit !== bm.max(x), bm.sum(x) / 10 === 1.1, rounds];
});
const switchOnSum = jit((x: Vector) => {
  switch (bm.sum(x)) {
    case 10: return 1;
    case bm.max(x) * 3: return 2;
    case 1.1: return 3;
    default: return 4;
  }
});

const numberOrArray = jit((x: Vector, isOn: boolean) => {
  const added = x + (isOn ? x * 2 : 0) + 1;
  const scaled = (isOn ? 1 : bm.exp(x)) * x;
  return [added, scaled * (isOn && bm.sum(x) > 100 ? 0 : x), x ** (isOn ? 2 : x)];
});
const early = (x: NDArrayLike, k: number) => {
  if (k < 0) return 0;
  if (k === 0) return x * 2;
  return 1;
};
const numberOrArrayInLoop = jit((x: Vector, X: Matrix, isOn: boolean) => {
  let y = x * 1;
  let total = 0, many = 0;
  for (let i = 0; i < 3; i++) {
    y = y + (isOn && i > 0 ? bm.clip(x, 0, 2) : 0) * 0.1;
    total += y * i;
    many = many + (i < 2 ? x : X);
  }
  return [y, y + total, bm.sum(y + total), many, X + many, bm.sum(X + many, 0)];
});
const returnsNumberOrArray = jit((x: Vector, k: number) => [x + early(x, k), early(bm.sum(x), k) * 3, x - early(x * 2, 0)]);

const v = () => bm.array([1, 2, 3, 4]);
export const cases: Record<string, () => unknown> = {
  numberOrArray: () => [numberOrArray(v(), true), numberOrArray(v(), false), returnsNumberOrArray(v(), -1), returnsNumberOrArray(v(), 0), returnsNumberOrArray(v(), 1)],
  numberOrArrayInLoop: () => [true, false].map((isOn) => numberOrArrayInLoop(v(), bm.reshape(bm.linspace(0, 1, 12), [3, 4]), isOn)),
  returnInLoop: () => [returnInLoop(v(), 2), returnInLoop(v(), 100), returnInLoop(bm.zeros(0), 0), returnInLoop(v(), -1)],
  returnInNestedLoops: () => [returnInNestedLoops(5, 5), returnInNestedLoops(2, 3), returnInNestedLoops(9, 1), returnInNestedLoops(0, 0)],
  continueAndBreak: () => [0, 1, 5, 30].map((n) => continueAndBreak(n)),
  whileLoop: () => [1, 6, 27, 7.5].map((n) => whileLoop(n)),
  doWhile: () => [0.5, 1, 100].map((n) => doWhile(n)),
  doWhileOnce: () => doWhileOnce(v()),
  nestedHelpers: () => [nestedHelpers(3, 1), nestedHelpers(0, 5), nestedHelpers(-2, 7)],
  switchNumber: () => [0, 1, 2, 3, 4, -0, NaN].map((k) => switchNumber(k, v())),
  switchString: () => ['double', 'half', 'zero', 'other', ''].map((mode) => switchString(mode, 3)),
  switchDefaultFirst: () => [1, 2, 3].map((k) => switchDefaultFirst(k)),
  arrayInBranches: () => [arrayInBranches(v(), true), arrayInBranches(v(), false)],
  earlyReturnOfArray: () => [-1, 0, 1, 3, 50].map((k) => earlyReturnOfArray(v(), k)),
  logical: () => [logical(1, 2, true), logical(-1, 2, false), logical(0, 0, true), logical(NaN, 3, true)],
  conditionOnSum: () => [conditionOnSum(v()), conditionOnSum(bm.zeros(3))],
  nestedTernary: () => [-5, 0, 5, 50, NaN].map((x) => nestedTernary(x)),
  shadowed: () => shadowed(1),
  sideEffectOrder: () => sideEffectOrder(1),
  assignmentInExpression: () => assignmentInExpression(1),
  loopCarried: () => [0, 1, 2, 7].map((n) => loopCarried(v(), n)),
  returnInSwitchInLoop: () => [0, 3, 20].map((n) => returnInSwitchInLoop(n)),
  returnsAfterFlag: () => [0, 3, 5].map((n) => returnsAfterFlag(v(), n)),
  emptyFunction: () => emptyFunction(v()),
  consoleIsLeftOut: () => consoleIsLeftOut(2),
  continueInWhile: () => [0, 1, 9].map((n) => continueInWhile(n)),
  sameSums: () => [sameSums(v(), bm.array([4, 3, 2, 1]), 20), sameSums(v(), bm.ones(2), 4), sameSums(bm.array([5, 6]), bm.array([NaN]), 0), sameSums(bm.array([NaN]), v(), NaN)],
  switchOnSum: () => [v(), bm.ones(3), bm.array([0.6, 0.5]), bm.array([0.55, 0.55]), bm.array([NaN])].map((x) => switchOnSum(x)),
  stepSeesBody: () => [0, 1, 20, 100].map((n) => stepSeesBody(n)),
};
