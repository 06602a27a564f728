/** The namespace `integrators`. */
export { getDt, setDt } from './default-dt.js';
export type { DerivativeFunction } from './derivative-names.js';
export type { CallOptions, Integrator, IntegratorOf, StepOf } from './integrator.js';
export type { Equation } from './joint-eq.js';
export { JointEq } from './joint-eq.js';
export type { OdeMethod } from './method-table.js';
export { getSupportedMethods } from './method-table.js';
export type { OdeOptions } from './odeint.js';
export { odeint } from './odeint.js';
