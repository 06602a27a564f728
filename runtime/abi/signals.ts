/** What both halves say of signals between systems in a row (dyn.Sequential). */

interface Trouble {
  readonly reason: string;
  readonly instead: string;
}

/** A signal has reached a system whose `update` takes none. */
export function noUseForSignal(className: string): Trouble {
  return {
    reason: `${className} stands in a Sequential, gets a signal, and has no use for it`,
    instead: "Write its update with an input, 'update(step: Step, x: Vector)', or give it a Variable 'input', to which signals are added.",
  };
}

/** No signal has reached a system whose `update` takes one. */
export function noSignal(className: string): Trouble {
  return {
    reason: `${className} stands in a Sequential, takes a signal, and gets none`,
    instead: "Give the run one, 'runner.run({ inputs })', have the part before return one, or write 'update(step: Step, x?: Vector)'.",
  };
}

export function printTrouble({ reason, instead }: Trouble): string {
  return `Sequential: ${reason}. ${instead}`;
}
