// Bursting pituitary cells with a gap junction, M. Fazli and R. Bertram, Bull. Math. Biol. 84 (2022): methods as equations, made in a field, that
// read constants and the input of the cell; the junction connects all cells but each with itself.
import { Variable, connect, dyn, integrators, math as bm, type Step } from 'myelin';
import type { Simulation } from './simulation.js';

class PituitaryCell extends dyn.Neuron {
  readonly vca = 60;
  readonly vk = -75;
  readonly vl = -50;
  readonly gca = 2.1;
  readonly gsk = 2;
  readonly gbk = 1;
  readonly gk = 2.5;
  readonly gl = 0.2;
  readonly cm = 5;

  readonly V = new Variable(bm.array([-60, -30]));
  readonly n = new Variable(bm.array([0.1, 0.3]));
  readonly b = new Variable(bm.array([0.2, 0.4]));
  readonly c = new Variable(bm.array([0.3, 0.6]));
  readonly equations = new integrators.JointEq(this.dV, this.dn, this.dc, this.db);
  readonly integral = integrators.odeint(this.equations, { method: 'exp_euler' });

  infinity(V: number, half: number, slope: number) {
    return 1 / (1 + bm.exp((half - V) / slope));
  }

  calcium(V: number) {
    return this.gca * this.infinity(V, -20, 12) * (V - this.vca);
  }

  dn(n: number, t: number, V: number) {
    return (this.infinity(V, -5, 10) - n) / 30;
  }

  db(b: number, t: number, V: number) {
    return (this.infinity(V, -5, 2) - b) / 5;
  }

  dc(c: number, t: number, V: number) {
    return -0.005 * (0.0015 * this.calcium(V) + 0.12 * c);
  }

  dV(V: number, t: number, n: number, b: number, c: number) {
    const isk = this.gsk * (c ** 2 / (c ** 2 + 0.4 * 0.4)) * (V - this.vk);
    const ibk = this.gbk * b * (V - this.vk);
    const ikdr = this.gk * n * (V - this.vk);
    const il = this.gl * (V - this.vl);
    return -(this.calcium(V) + isk + ibk + ikdr + il + this.input) / this.cm;
  }

  override update({ t, dt }: Step) {
    const [V, n, c, b] = this.integral(this.V, this.n, this.c, this.b, t, { dt });
    this.V.value = V;
    this.n.value = n;
    this.c.value = c;
    this.b.value = b;
  }
}

class Coupled extends dyn.Network {
  readonly N = new PituitaryCell(2);
  readonly gj = new dyn.GapJunction(this.N, this.N, new connect.All2All({ includeSelf: false }), { g_max: 0.002 });
}

export const pituitary: Simulation<Coupled> = { make: () => new Coupled(), run: 1000, options: { monitors: ['N.V', 'N.c'], dt: 0.5 }, float: 'float64' };
