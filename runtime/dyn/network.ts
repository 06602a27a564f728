/** Systems made of systems, and the order in which their parts make a step. */
import { containedItems } from '../core/container.js';
import { NodeList } from '../core/node-list.js';
import { realObject } from '../core/real-object.js';
import { DynamicalSystem } from './dynamical-system.js';
import { LengthDelay } from './length-delay.js';
import { NeuGroup } from './neu-group.js';
import { Projection } from './projection.js';
import type { Step } from './step.js';

/** Synapses read what cells did in the step before, so they come first. */
const places: readonly ((part: DynamicalSystem) => boolean)[] = [
  (part) => part instanceof Projection,
  (part) => part instanceof NeuGroup,
  () => true,
];

/**
 * Several systems that make their steps together: those in its fields (and in NodeLists and NodeDicts there), and those given to
 * the constructor, one by one or in a record of names. Within a step: synapses and other projections → neurons → others → delays, each in the order in
 * which they were given. The delays that a part keeps for itself are brought up to date with the others, last. A subclass with an `update` of its own calls its parts itself, or all of them by
 * `super.update(step)`.
 */
export class Network extends DynamicalSystem {
  /** The parts in the order of their steps. Hidden, as `stepDelays` are, from whoever looks through the fields, which hold the parts already. */
  declare protected stepOrder: NodeList<DynamicalSystem>;
  /** The network's delays, and those that its parts keep for themselves: they keep what the step gave, so they come last. */
  declare protected stepDelays: NodeList<LengthDelay>;

  constructor(...parts: readonly (DynamicalSystem | Readonly<Record<string, DynamicalSystem>>)[]) {
    super();
    for (const list of ['stepOrder', 'stepDelays']) Object.defineProperty(this, list, { value: new NodeList(), writable: true, enumerable: false });
    const listed = parts.filter((part) => part instanceof DynamicalSystem);
    if (listed.length > 0) Object.assign(this, { parts: new NodeList(listed) });
    for (const part of parts) if (!(part instanceof DynamicalSystem)) Object.assign(this, checkNamed(this, part));
  }

  override prepare(_dt: number): void {
    const { parts, delays } = arrange(this);
    this.stepOrder = changed(this.stepOrder, parts);
    this.stepDelays = changed(this.stepDelays, delays);
  }

  /** A network of one's own may take inputs beside the step. */
  override update(step: Step, ...inputs: never[]): unknown;
  override update(step: Step): unknown {
    for (const part of this.stepOrder) part.update(step);
    for (const delay of this.stepDelays) delay.update(step);
    return undefined;
  }
}

/** A record of parts for a network, or an error that says what else was given. */
function checkNamed(network: Network, parts: unknown): object {
  const wanted = 'a Network is given systems, new dyn.Network(E, I), or a record of them, new dyn.Network({ E, I })';
  if (typeof parts !== 'object' || parts === null || Array.isArray(parts)) throw new TypeError(`${wanted}; got ${Array.isArray(parts) ? 'a list: write new dyn.Network(...list)' : String(parts)}`);
  for (const [name, part] of Object.entries(parts as Readonly<Record<string, unknown>>)) {
    const real = realObject(part);
    if (!(real instanceof DynamicalSystem) && containedItems(real) === undefined) throw new TypeError(`${wanted}; ${name} is ${typeof real === 'function' ? `the class ${real.name} itself` : String(real)}`);
    if (Object.hasOwn(network, name)) throw new TypeError(`Network: the name '${name}' is taken; call the part otherwise`);
  }
  return parts;
}

/** A list with these items: the list itself where it has them, which compiled code has seen. */
function changed<T extends DynamicalSystem>(list: NodeList<T>, items: readonly T[]): NodeList<T> {
  return list.length === items.length && items.every((item, i) => item === list[i]) ? list : new NodeList(items);
}

/** The systems directly inside of another, in the order of their steps, and the delays among them and in those that are no networks themselves. */
function arrange(network: Network): { readonly parts: readonly DynamicalSystem[]; readonly delays: readonly LengthDelay[] } {
  const found = new Set<DynamicalSystem>();
  const enter = (value: unknown): void => {
    const real = realObject(value);
    if (real instanceof DynamicalSystem) found.add(real);
    else for (const [, item] of containedItems(real) ?? []) enter(item);
  };
  for (const value of Object.values(network)) enter(value);
  const inside = [...found].flatMap((part) => [part, ...(part instanceof Network ? [] : part.nodes().values())]);
  const placeOf = (part: DynamicalSystem): number => places.findIndex((isHere) => isHere(part));
  return {
    parts: [...found].filter((part) => !(part instanceof LengthDelay)).sort((a, b) => placeOf(a) - placeOf(b)),
    delays: [...new Set(inside.filter((node) => node instanceof LengthDelay))],
  };
}

/** The systems whose `update` makes a step of `target`, in order: a network that only passes the step on is not among them. */
export function orderOfUpdate(target: DynamicalSystem): readonly DynamicalSystem[] {
  // oxlint-disable-next-line typescript/unbound-method -- compared, not called
  if (!(target instanceof Network) || target.update !== Network.prototype.update) return [target];
  const { parts, delays } = arrange(target);
  return [...parts.flatMap(orderOfUpdate), ...delays];
}
