/** Kinds of Variables that say what they are for. */
import type { VariableConstructor } from './variable.js';
import { VariableObject } from './variable.js';

/** What training changes: `trainVars()` finds these. */
export class TrainVarObject extends VariableObject {}

/** A parameter that is neither state nor trained. */
export class ParameterObject extends VariableObject {}

export const TrainVar: VariableConstructor = TrainVarObject as unknown as VariableConstructor;
export const Parameter: VariableConstructor = ParameterObject as unknown as VariableConstructor;
