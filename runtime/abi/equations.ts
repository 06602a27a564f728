/**
 * What makes a system of equations of functions: which of their arguments are states and parameters, how they are wired together, and
 * what can be wrong with them. The build finds mistakes by it, and so does a program that was not built; both say the same.
 */
import { nearestName } from './nearest-name.js';

/** One argument of a derivative. */
export interface EquationArgument {
  readonly name: string;
  /** The text of its default value; undefined where it has none. */
  readonly fallback?: string;
  /** Anything but a plain name: `...rest`, or a pattern. */
  readonly form?: 'rest' | 'pattern';
}

/** A derivative: its arguments, and what people call it. */
export interface EquationSignature {
  readonly label: string;
  readonly args: readonly EquationArgument[];
}

/** One derivative of a system. */
export interface EquationPart {
  readonly names: readonly string[];
  /** How many of the names are states: those before `t`. */
  readonly stateCount: number;
}

/** How derivatives are joined by the names of their arguments. */
export interface JoinedEquations {
  readonly parts: readonly EquationPart[];
  readonly variables: readonly string[];
  readonly parameters: readonly string[];
  /** States, `t`, parameters. */
  readonly arguments: readonly string[];
  /** Parameters that every function which takes them has a default for. */
  readonly optional: readonly string[];
}

/** A mistake in equations: what, why, and what to write instead. */
export interface EquationProblem {
  readonly rule: 'equation-arguments' | 'equation-states' | 'integration-method';
  readonly message: string;
  readonly why: string;
  readonly help: string;
}

/** The first mistake in the arguments of a derivative. */
export function findArgumentProblem({ label, args }: EquationSignature): EquationProblem | undefined {
  const rule = 'equation-arguments';
  const text = `${label}(${args.map(({ name }) => name).join(', ')})`;
  const odd = args.find(({ form }) => form !== undefined);
  if (odd !== undefined) {
    return {
      rule, message: `${text} has the argument ${odd.name}, which is ${odd.form === 'rest' ? 'a list of the rest' : 'a pattern'}.`,
      why: 'An integrator wires equations by the names of their arguments, so each argument needs one.',
      help: 'Name states, t and parameters one by one: (V: number, t: number, I: number) => ….',
    };
  }
  const t = args.findIndex(({ name }) => name === 't');
  if (t <= 0) {
    return {
      rule, message: t === 0 ? `${text} has no state before t.` : `${text} has no argument t.`,
      why: 'An integrator tells states from parameters by the place of t: states come before it, parameters after it.',
      help: 'Name the states first, then t, then parameters: (V: number, t: number, I: number) => ….',
    };
  }
  if (args.some(({ name }) => name === 'dt')) {
    return {
      rule, message: `${text} has an argument dt, and that is the name of the integrator's time step.`,
      why: 'The step is given to the integrator: integral(…, { dt }).',
      help: 'Give the argument another name.',
    };
  }
  const states = args.slice(0, t).find(({ fallback }) => fallback !== undefined);
  if (states !== undefined) {
    return {
      rule, message: `${text} has a default for its state ${states.name}.`,
      why: 'A state is given at every step.',
      help: `Write ${states.name} without a default; parameters, after t, may have one.`,
    };
  }
  return undefined;
}

/** What is wrong with what a derivative gives for its states: `given` is the number of values; 0 for a function that returns nothing. */
export function findResultProblem(label: string, states: readonly string[], given: number): EquationProblem | undefined {
  if (given === states.length) return undefined;
  const [one, all] = [states.length === 1, states.join(', ')];
  return {
    rule: 'equation-states', message: `${label.trim()} gives ${given === 0 ? 'nothing' : `${given} values`}, and it has the state${one ? '' : 's'} ${all}.`,
    why: 'A derivative gives how fast each of its states changes.',
    help: one ? `Return one value: return -${all} / tau.` : `Return a list of ${states.length}: return [${states.map((name) => `d${name}`).join(', ')}].`,
  };
}

/** The arguments of a system, or what is wrong with them. */
export function joinEquations(signatures: readonly EquationSignature[]): JoinedEquations | EquationProblem {
  for (const signature of signatures) {
    const problem = findArgumentProblem(signature);
    if (problem !== undefined) return problem;
  }
  const parts = signatures.map(({ args }): EquationPart => ({ names: args.map(({ name }) => name), stateCount: args.findIndex(({ name }) => name === 't') }));
  const variables = parts.flatMap(({ names, stateCount }) => names.slice(0, stateCount));
  const twice = variables.find((name, i) => variables.indexOf(name) !== i);
  if (twice !== undefined) {
    return {
      rule: 'equation-states', message: `Two equations are for the state '${twice}'.`,
      why: 'Each state of a system has one equation.',
      help: 'Give one of the states another name, or leave its equation out.',
    };
  }
  const given = signatures.flatMap(({ args }, i) => args.slice(parts[i]!.stateCount + 1)).filter(({ name }) => !variables.includes(name));
  const parameters = [...new Set(given.map(({ name }) => name))];
  for (const name of parameters) {
    const fallbacks = given.flatMap((one) => (one.name === name && one.fallback !== undefined ? [one.fallback] : []));
    const other = fallbacks.find((text) => !isSameDefault(text, fallbacks[0]!));
    if (other !== undefined) {
      return {
        rule: 'equation-states', message: `The parameter '${name}' has the default ${fallbacks[0]!} in one equation and ${other} in another.`,
        why: 'A system has one parameter of a name.',
        help: 'State the same default everywhere, or give one of the parameters another name.',
      };
    }
  }
  const optional = parameters.filter((name) => given.every((one) => one.name !== name || one.fallback !== undefined));
  // Those with defaults come last, so that a call can leave them out.
  const ordered = [...parameters.filter((name) => !optional.includes(name)), ...optional];
  return { parts, variables, parameters: ordered, arguments: [...variables, 't', ...ordered], optional };
}

/** The parameters of a drift and a noise together: those that each of the two has a default for come last. */
export function uniteParameters(sides: readonly JoinedEquations[]): Pick<JoinedEquations, 'parameters' | 'optional'> {
  const all = [...new Set(sides.flatMap(({ parameters }) => parameters))];
  const optional = all.filter((name) => sides.every((side) => !side.parameters.includes(name) || side.optional.includes(name)));
  return { parameters: [...all.filter((name) => !optional.includes(name)), ...optional], optional };
}

/** A noise for other states than those of the drift. */
export function findNoiseProblem(drift: JoinedEquations, noise: JoinedEquations): EquationProblem | undefined {
  if (drift.variables.join() === noise.variables.join()) return undefined;
  return {
    rule: 'equation-states', message: `The drift is for the states ${drift.variables.join(', ')}, and the noise for ${noise.variables.join(', ')}.`,
    why: 'Each state has a drift and a noise, which may be null.',
    help: 'Give both functions the same states before t, in the same order.',
  };
}

export function isProblem(value: JoinedEquations | EquationProblem): value is EquationProblem {
  return 'rule' in value;
}

/** Minifiers write numbers in other ways. */
function isSameDefault(a: string, b: string): boolean {
  return a === b || (a !== '' && Number(a) === Number(b));
}

/** The families of integrators, by the functions that make them. */
export type IntegratorFamily = 'odeint' | 'sdeint' | 'fdeint';

/** What decides whether a method fits: known to the build where it is written out, and to the run always. */
export interface MethodChoice {
  readonly family: IntegratorFamily;
  readonly method: string;
  /** `'Ito'` or `'Stratonovich'`; undefined where it is not known (or not meant). */
  readonly intgType?: string;
  readonly wienerType?: string;
  readonly adaptive?: boolean;
  /** The states of a function that gives several of them; undefined where each function gives one. */
  readonly severalStates?: readonly string[];
  /** The methods of `odeint` that the program registers, with whether each is a pair. */
  readonly registered?: ReadonlyMap<string, { readonly B2?: readonly number[] }>;
}

const exponentialNames = ['exp_auto', 'exp_euler_auto', 'exp_euler', 'exponential_euler'] as const;
const explicitNames = ['euler', 'midpoint', 'heun2', 'ralston2', 'rk2', 'rk3', 'heun3', 'ralston3', 'ssprk3', 'rk4', 'ralston4', 'rk4_38rule'] as const;
const adaptiveNames = ['rkf12', 'rkf45', 'rkdp', 'ck', 'bs', 'BoSh3', 'heun_euler'] as const;
const singleProcessNames = ['srk1w1', 'srk2w1', 'klpl'] as const;
const milsteinNames = ['milstein', 'milstein2', 'milstein_grad_free'] as const;

/** The methods of ordinary equations that the library has. */
export type OwnOdeMethod = (typeof explicitNames)[number] | (typeof adaptiveNames)[number] | (typeof exponentialNames)[number];
/** The name of one of them, or of a method that the program has registered (`registerOdeIntegrator`). */
export type OdeMethod = OwnOdeMethod | (string & {});
export type SdeMethod = 'euler' | 'heun' | (typeof milsteinNames)[number] | (typeof exponentialNames)[number] | (typeof singleProcessNames)[number];
export type FdeMethod = 'l1' | 'euler' | 'short-memory';

/** The names of the methods, by family. */
export const integrationMethods: Readonly<Record<IntegratorFamily, readonly string[]>> = {
  odeint: [...explicitNames, ...adaptiveNames, ...exponentialNames] satisfies readonly OwnOdeMethod[],
  sdeint: ['euler', 'heun', ...milsteinNames, ...exponentialNames, ...singleProcessNames] satisfies readonly SdeMethod[],
  fdeint: ['l1', 'euler', 'short-memory'] satisfies readonly FdeMethod[],
};

const has = (names: readonly string[], name: string): boolean => names.includes(name);

/** Whether a method differentiates the equations: each then needs a function of its own. */
export function isExponential(method: string): boolean {
  return has(exponentialNames, method);
}

/** The first reason why a method cannot solve such equations. */
export function findMethodProblem({ family, method, intgType, wienerType, adaptive, severalStates, registered }: MethodChoice): EquationProblem | undefined {
  const rule = 'integration-method';
  const own = family === 'odeint' ? registered?.get(method) : undefined;
  const methods = [...integrationMethods[family], ...(family === 'odeint' ? registered?.keys() ?? [] : [])];
  if (!has(methods, method)) {
    const near = nearestName(method, methods);
    return { rule, message: `${family} has no method '${method}'.`, why: 'A method is chosen by its name.', help: `${near === undefined ? '' : `Did you mean '${near}'? `}The methods are ${methods.join(', ')}.` };
  }
  if (isExponential(method) && severalStates !== undefined) {
    return {
      rule: 'equation-states', message: `The method '${method}' takes one function for each state, and one function is for ${severalStates.join(', ')}.`,
      why: 'It differentiates each equation by its own state.',
      help: 'Write one function for each state and join them: new JointEq([dV, dw]).',
    };
  }
  if (adaptive === true && !has(adaptiveNames, method) && own?.B2 === undefined) {
    return { rule, message: `The method '${method}' has no error estimate to adapt the step by.`, why: 'Only pairs of methods estimate their error.', help: own === undefined ? `Use one of ${adaptiveNames.join(', ')}.` : 'Register it with the weights B2 of a second method.' };
  }
  if (family !== 'sdeint') return undefined;
  if (method === 'heun' && intgType !== undefined && intgType !== 'Stratonovich') {
    return {
      rule, message: `The method 'heun' is for Stratonovich integrals, and this is an ${intgType === 'Ito' ? 'Itô' : intgType} integral.`,
      why: "Heun's method converges to the Stratonovich integral.", help: "Write { intgType: 'Stratonovich' }, or use 'euler'.",
    };
  }
  if (intgType === 'Stratonovich' && (isExponential(method) || has(singleProcessNames, method))) {
    return {
      rule, message: `The method '${method}' is for Itô integrals, and this is a Stratonovich integral.`,
      why: 'It converges to the Itô integral.', help: "Use 'heun', 'euler', 'milstein' or 'milstein2', or write { intgType: 'Ito' }.",
    };
  }
  if (wienerType === 'vector' && has(singleProcessNames, method)) {
    return {
      rule, message: `The method '${method}' is for scalar Wiener processes, and these are vectors.`,
      why: 'Its stages are made for one process for each state.', help: "Use 'euler' or 'milstein2'.",
    };
  }
  return undefined;
}

/** A problem as the text of an error. */
export function problemText({ message, why, help }: EquationProblem): string {
  return `${message} ${why} ${help}`;
}
