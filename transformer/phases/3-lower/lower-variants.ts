/**
 * Lowers a unit in all its forms. A unit whose arrays state no dtype has a form for each float type, one that makes arrays of the default
 * float (`math.setFloat`) a form for each of those.
 *
 * A mistake may be one of a form alone: `v.value = bm.astype(x, 'float64')` is wrong where v is float32. Such a form is left out, and a call that
 * needs it throws a DTypeError with the same words. Only a unit that is wrong in both pure forms is an error of the build.
 */
import type { FloatDType } from '../../../runtime/abi/dtype.js';
import type { FloatChoice, RefusedVariantMeta } from '../../../runtime/abi/unit.js';
import type { LoweredUnit, UnitSource } from './lower-unit.js';
import { lowerUnit } from './lower-unit.js';
import type { Problem } from './lowering.js';
import type { ProgramState } from './program-state.js';

export interface LoweredVariant {
  readonly form: FloatChoice;
  readonly unit: LoweredUnit;
}

export interface LoweredVariants {
  /** Never empty. */
  readonly variants: readonly LoweredVariant[];
  readonly refused: readonly RefusedVariantMeta[];
}

const floats: readonly FloatDType[] = ['float32', 'float64'];

/** `onlyPure`: forms in which arrays are not of the default float are left out. Reports what is wrong; then gives undefined. */
export function lowerVariants(state: ProgramState, source: UnitSource, onlyPure: boolean): LoweredVariants | undefined {
  const attempts = new Map<string, ReturnType<typeof lowerUnit>>();
  const attempt = (float: FloatDType, defaultFloat: FloatDType) => {
    const key = `${float} ${defaultFloat}`;
    const made = attempts.get(key) ?? lowerUnit(state, source, float, defaultFloat);
    attempts.set(key, made);
    return made;
  };

  const narrow = attempt('float32', 'float32');
  const example = narrow.unit ?? attempt('float64', 'float64').unit;
  if (example === undefined) {
    // The form with fewer mistakes is the one that was meant.
    const { problems } = attempt('float64', 'float64');
    for (const { finding, node, details } of problems.length < narrow.problems.length ? problems : narrow.problems) state.collector.report(finding, node, details);
    return undefined;
  }
  const variants: LoweredVariant[] = [];
  const refused: RefusedVariantMeta[] = [];
  const { usesFloat, usesDefaultFloat } = example;
  for (const float of usesFloat ? floats : [undefined]) {
    for (const defaultFloat of usesDefaultFloat ? floats : [undefined]) {
      if (onlyPure && usesFloat && usesDefaultFloat && float !== defaultFloat) continue;
      const form: FloatChoice = { ...(float === undefined ? {} : { float }), ...(defaultFloat === undefined ? {} : { defaultFloat }) };
      const { unit, problems } = attempt(float ?? defaultFloat ?? 'float32', defaultFloat ?? float ?? 'float32');
      if (unit !== undefined) variants.push({ form, unit });
      else refused.push({ ...form, reason: describe(state, problems) });
    }
  }
  return { variants, refused };
}

function describe(state: ProgramState, [first]: readonly Problem[]): string {
  return first === undefined ? 'it cannot be compiled' : `${first.finding.message.replace(/\.$/, '')} (${state.positionOf(first.node)})`;
}
