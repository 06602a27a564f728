/** What distinguishes float32 and float64 in AssemblyScript text that is written once for both. */
export type FloatTag = 'f32' | 'f64';

export interface Float {
  readonly tag: FloatTag;
  readonly lanes: 'f32x4' | 'f64x2';
  readonly size: 4 | 8;
  /** L: elements of one vector, and rows of one group. */
  readonly width: 4 | 2;
  readonly loadSplat: string;
}

export const floats: Readonly<Record<FloatTag, Float>> = {
  f32: { tag: 'f32', lanes: 'f32x4', size: 4, width: 4, loadSplat: 'v128.load32_splat' },
  f64: { tag: 'f64', lanes: 'f64x2', size: 8, width: 2, loadSplat: 'v128.load64_splat' },
};

export function minusZero({ lanes }: Float): string {
  return `${lanes}.splat(-0.0)`;
}

export function zero({ lanes }: Float): string {
  return `${lanes}.splat(0.0)`;
}

/** `acc + a * b`, rounded twice. */
export function addProduct({ lanes }: Float, acc: string, a: string, b: string): string {
  return `${lanes}.add(${acc}, ${lanes}.mul(${a}, ${b}))`;
}
