// Relay and reticular cells of the thalamus after G. Li, C. S. Henriquez and F. Fröhlich, PLoS Comput. Biol. 13 (2017): channels that the
// constructor makes with the group's own parameters, receptors both ways, gap junctions within one group.
import { connect, dyn, init } from 'myelin';
import type { Simulation } from './simulation.js';

class Relay extends dyn.CondNeuGroup {
  readonly IL: dyn.IL;
  readonly IKL: dyn.IKL;
  readonly INa: dyn.INa_Ba2002;
  readonly IDR: dyn.IKDR_Ba2002;
  readonly Ih: dyn.Ih_HM1992;
  readonly Ca: dyn.CalciumDetailed;
  readonly ICaL: dyn.ICaL_IS2008;
  readonly ICaN: dyn.ICaN_IS2008;
  readonly ICaT: dyn.ICaT_HM1992;
  readonly ICaHT: dyn.ICaHT_HM1992;

  constructor(size: dyn.Size, { gKL = 0.01, V_initializer = new init.OneInit(-65) }: { gKL?: number; V_initializer?: init.Initializer } = {}) {
    super(size, { A: 2.9e-4, V_th: 20, V_initializer });
    this.IL = new dyn.IL(size, { g_max: 0.01, E: -70 });
    this.IKL = new dyn.IKL(size, { g_max: gKL });
    this.INa = new dyn.INa_Ba2002(size, { V_sh: -30 });
    this.IDR = new dyn.IKDR_Ba2002(size, { V_sh: -30, phi: 0.25 });
    this.Ih = new dyn.Ih_HM1992(size, { g_max: 0.01, E: -43 });
    this.Ca = new dyn.CalciumDetailed(size, { C_rest: 5e-5, tau: 10, d: 0.5 });
    this.ICaL = new dyn.ICaL_IS2008(size, this.Ca, { g_max: 0.5 });
    this.ICaN = new dyn.ICaN_IS2008(size, this.Ca, { g_max: 0.5 });
    this.ICaT = new dyn.ICaT_HM1992(size, this.Ca, { g_max: 2.1 });
    this.ICaHT = new dyn.ICaHT_HM1992(size, this.Ca, { g_max: 3 });
  }
}

class Reticular extends dyn.CondNeuGroup {
  readonly IL;
  readonly IKL;
  readonly INa;
  readonly IDR;
  readonly Ca;
  readonly ICaN;
  readonly ICaT;

  constructor(size: dyn.Size, gKL = 0.01, V_initializer = new init.Constant(-70)) {
    super(size, { A: 1.43e-4, V_th: 20, V_initializer });
    this.IL = new dyn.IL(size, { g_max: 0.01, E: -60 });
    this.IKL = new dyn.IKL(size, { g_max: gKL });
    this.INa = new dyn.INa_Ba2002(size, { V_sh: -40 });
    this.IDR = new dyn.IKDR_Ba2002(size, { V_sh: -40 });
    this.Ca = new dyn.CalciumDetailed(size, { C_rest: 5e-5, tau: 100, d: 0.5 });
    this.ICaN = new dyn.ICaN_IS2008(size, this.Ca, { g_max: 0.2 });
    this.ICaT = new dyn.ICaT_HP1992(size, this.Ca, { g_max: 1.3 });
  }
}

class Thalamus extends dyn.Network {
  constructor({ g_input = 0.05, gKL = { TC: 0.01, RE: 0.01 } } = {}) {
    super();
    const [TC, RE] = [new Relay(6, { gKL: gKL.TC }), new Reticular(6, gKL.RE)];
    const toRE = new dyn.AMPA(TC, RE, new connect.IJConn([0, 0, 1, 2, 3, 4, 5, 5], [0, 1, 1, 2, 3, 4, 5, 0]), { g_max: 3e-2, T_duration: 0.48, output: new dyn.COBA({ E: 0 }) });
    const toTC = new dyn.GABAa(RE, TC, new connect.FixedPreNum(6, { seed: 1 }), { g_max: g_input / 4, T_duration: 0.98, output: new dyn.COBA({ E: -80 }) });
    const junctions = new dyn.GapJunction(RE, RE, new connect.GridFour({ periodicBoundary: true }), { g_max: 1e-2 });
    Object.assign(this, { TC, RE, toRE, toTC, junctions });
  }
}

export const thalamus: Simulation<Thalamus> = {
  make: () => new Thalamus(),
  run: 150,
  options: { monitors: ['TC.V', 'RE.V', 'TC.spike', 'RE.Ca.C', 'toRE.g', 'toTC.g'], inputs: [['TC.input', 5e-4, 'fix'], ['RE.input', 2e-4]], dt: 0.05 },
  float: 'float64',
};
