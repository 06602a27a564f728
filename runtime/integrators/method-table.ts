/** The methods by the names that users write. The build reads these tables too: each entry is the name of a function. */
import type { FdeMethod, OwnOdeMethod, SdeMethod } from '../abi/equations.js';
import type { DifferentiatingStep, EmbeddedStep, FdeStep, OdeStep, SdeStep } from './method-types.js';
import { bogackiShampine } from './methods/bogacki-shampine.js';
import { caputoEuler } from './methods/caputo-euler.js';
import { caputoL1 } from './methods/caputo-l1.js';
import { ck } from './methods/ck.js';
import { euler } from './methods/euler.js';
import { eulerHeun } from './methods/euler-heun.js';
import { eulerMaruyama } from './methods/euler-maruyama.js';
import { expAuto } from './methods/exp-auto.js';
import { expEulerSde } from './methods/exp-euler-sde.js';
import { heun2 } from './methods/heun2.js';
import { heun3 } from './methods/heun3.js';
import { heunEuler } from './methods/heun-euler.js';
import { klpl } from './methods/klpl.js';
import { midpoint } from './methods/midpoint.js';
import { milsteinIto, milsteinStratonovich } from './methods/milstein.js';
import { milsteinGradFreeIto, milsteinGradFreeStratonovich } from './methods/milstein-grad-free.js';
import { ralston2 } from './methods/ralston2.js';
import { ralston3 } from './methods/ralston3.js';
import { ralston4 } from './methods/ralston4.js';
import { rk2 } from './methods/rk2.js';
import { rk3 } from './methods/rk3.js';
import { rk4 } from './methods/rk4.js';
import { rk438Rule } from './methods/rk4-38-rule.js';
import { rkdp } from './methods/rkdp.js';
import { rkf12 } from './methods/rkf12.js';
import { rkf45 } from './methods/rkf45.js';
import { shortMemory } from './methods/short-memory.js';
import { srk1w1 } from './methods/srk1w1.js';
import { srk2w1 } from './methods/srk2w1.js';
import { ssprk3 } from './methods/ssprk3.js';

type Table<Names extends string, Step> = Readonly<Partial<Record<Names, Step>>>;

/** Methods with steps of one size. */
export const explicitMethods: Table<OwnOdeMethod, OdeStep> = {
  euler, midpoint, heun2, ralston2, rk2, rk3, heun3, ralston3, ssprk3, rk4, ralston4, rk4_38rule: rk438Rule,
};

/** Pairs of methods, which estimate their error. */
export const embeddedMethods: Table<OwnOdeMethod, EmbeddedStep> = { rkf12, rkf45, rkdp, ck, bs: bogackiShampine, BoSh3: bogackiShampine, heun_euler: heunEuler };

/** The one method that differentiates, under its four names. */
export const exponentialMethods: Table<OwnOdeMethod, DifferentiatingStep> = {
  exp_auto: expAuto, exp_euler_auto: expAuto, exp_euler: expAuto, exponential_euler: expAuto,
};

/** Methods for Itô integrals. */
export const itoMethods: Table<SdeMethod, SdeStep> = {
  euler: eulerMaruyama, milstein: milsteinIto, milstein2: milsteinGradFreeIto, milstein_grad_free: milsteinGradFreeIto,
  exp_auto: expEulerSde, exp_euler_auto: expEulerSde, exp_euler: expEulerSde, exponential_euler: expEulerSde, srk1w1, srk2w1, klpl,
};

/** Methods for Stratonovich integrals. */
export const stratonovichMethods: Table<SdeMethod, SdeStep> = {
  euler: eulerHeun, heun: eulerHeun, milstein: milsteinStratonovich, milstein2: milsteinGradFreeStratonovich, milstein_grad_free: milsteinGradFreeStratonovich,
};

/** Methods for derivatives of fractional order. */
export const fractionalMethods: Table<FdeMethod, FdeStep> = { l1: caputoL1, euler: caputoEuler, 'short-memory': shortMemory };
