/** The methods of ordinary equations that the program has registered (register-ode-integrator.ts): a program that registers none ships no more than this. */
import type { EmbeddedStep, OdeStep } from './method-types.js';

export interface RegisteredMethod {
  /** The numbers of its tableau, as one text: a name stands for one method. */
  readonly numbers: string;
  /** Of a pair of methods: the weights of the second. */
  readonly B2?: readonly number[];
  readonly explicit?: OdeStep;
  readonly embedded?: EmbeddedStep;
}

export const registeredMethods: Map<string, RegisteredMethod> = new Map<string, RegisteredMethod>();
