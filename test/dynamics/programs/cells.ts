// Cells made of channels: every channel of the library, calcium, channels of the user's.
import { dyn, math as bm, type NDArrayLike, type Step } from 'myelin';
import { compareBothWays } from './both-ways.js';

class Spiking extends dyn.CondNeuGroup {
  readonly INa = new dyn.INa_HH1952(this.size);
  readonly IK = new dyn.IK_HH1952(this.size);
  readonly IL = new dyn.IL(this.size, { E: -54.3, g_max: 0.03 });
}

class Potassium extends dyn.CondNeuGroup {
  readonly a = new dyn.IKA1_HM1992(this.size);
  readonly b = new dyn.IKA2_HM1992(this.size);
  readonly c = new dyn.IKK2A_HM1992(this.size);
  readonly d = new dyn.IKK2B_HM1992(this.size);
  readonly e = new dyn.IKNI_Ya1989(this.size);
  readonly f = new dyn.IKL(this.size);
  readonly g = new dyn.IKDR_Ba2002(this.size);
  readonly h = new dyn.Ih_HM1992(this.size);
  readonly i = new dyn.INa_Ba2002(this.size);
}

class WithCalcium extends dyn.CondNeuGroup {
  readonly ca = new dyn.CalciumDetailed(this.size, { tau: 10 });
  readonly ICaT = new dyn.ICaT_HM1992(this.size, this.ca);
  readonly ICaN = new dyn.ICaN_IS2008(this.size, this.ca, { g_max: 0.1 });
  readonly IAHP = new dyn.IAHP_De1994(this.size, this.ca);
  readonly Ih = new dyn.Ih_De1996(this.size, this.ca);
  readonly IL = new dyn.IL(this.size);
}

class OtherCalcium extends dyn.CondNeuGroup {
  readonly ca = new dyn.CalciumFirstOrder(this.size);
  readonly a = new dyn.ICaT_HP1992(this.size, this.ca);
  readonly b = new dyn.ICaHT_HM1992(this.size, this.ca, { g_max: 0.1 });
  readonly c = new dyn.ICaHT_Re1993(this.size, this.ca);
  readonly d = new dyn.ICaL_IS2008(this.size, this.ca);
  readonly IL = new dyn.IL(this.size);
}

/** A channel with a gate that is always where it tends. */
class Instant extends dyn.Channel {
  readonly g_max: number = this.parameter('g_max', 2);

  override current(V: number): number {
    return (this.g_max / (1 + Math.exp(-(V + 30) / 9))) * (50 - V);
  }
}

/** A channel with a gate of its own. */
class Slow extends dyn.Channel {
  readonly w = this.gate('w', (V) => bm.mul(0.05, bm.add(V, 60)));

  override current(V: number): number {
    return -0.5 * this.w * (V + 90);
  }

  override update({ dt }: Step, V: NDArrayLike): void {
    this.w.value += (dt / 20) * ((V + 60) * 0.05 - this.w);
  }
}

class Own extends dyn.CondNeuGroup {
  readonly fast = new Instant(this.size, { g_max: 1.5 });
  readonly slow = new Slow(this.size);
  readonly leak = new dyn.IL(this.size, { E: -60, g_max: 0.5 });
}

const inputs = ['input', 5] as const;
compareBothWays({
  'sodium and potassium': { make: () => new Spiking(3), inputs },
  'all potassium channels': { make: () => new Potassium(3), inputs },
  'calcium and what depends on it': { make: () => new WithCalcium(3), inputs },
  'calcium of first order': { make: () => new OtherCalcium(3), inputs },
  "a user's channels": { make: () => new Own(3), inputs },
  'within a network': { make: () => new dyn.Network({ cells: new Spiking([2, 2]), poisson: new dyn.PoissonGroup(4, { freqs: 30 }) }), inputs: ['cells.input', 8] },
});
