/** The namespace `integrators`. */
export type { ButcherTableau } from '../abi/butcher-tableau.js';
export type { FdeMethod, OdeMethod, SdeMethod } from '../abi/equations.js';
export { getDt, setDt } from './default-dt.js';
export {
  getDefaultFdeint, getDefaultOdeint, getDefaultSdeint, getSupportedMethods, setDefaultFdeint, setDefaultOdeint, setDefaultSdeint,
} from './default-method.js';
export type { DerivativeFunction } from './derivative-names.js';
export type { FdeOptions } from './fdeint.js';
export { fdeint } from './fdeint.js';
export type { CallOptions, FractionalIntegrator, Integrator, IntegratorOf, StepOf } from './integrator.js';
export type { Equation, NoiseFunction } from './joint-eq.js';
export { JointEq } from './joint-eq.js';
export type { LengthDelayOptions } from './length-delay.js';
export { LengthDelay } from './length-delay.js';
export type { OdeOptions } from './odeint.js';
export { odeint } from './odeint.js';
export { registerOdeIntegrator } from './register-ode-integrator.js';
export type { SdeOptions } from './sdeint.js';
export { sdeint } from './sdeint.js';
export type { TimeDelayOptions } from './time-delay.js';
export { TimeDelay } from './time-delay.js';
