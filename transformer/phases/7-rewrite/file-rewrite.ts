/** What the rewriting of one file carries along: the plan, the names it may use, and how to go on below a node. */
import type ts from 'typescript';
import type { Mark, RewritePlan, TypeScript } from '../../contracts.js';
import type { CertainNumbers } from './certain-number.js';
import type { InternalNames } from './internal-names.js';

/** Whether the code at hand is the original that plain callers run, or rewritten code. */
export interface Mode {
  /** The outermost function that is being rewritten; undefined in plain code. */
  readonly root: ts.Node | undefined;
  /** Whether operators take arrays: in rewritten code, and in the plain code of classes below `Base`. */
  readonly operators: boolean;
  /** In an element-wise derivative: `?:` and `if` choose element by element. */
  readonly elementwise: boolean;
}

export interface FileRewrite {
  readonly ts: TypeScript;
  readonly factory: ts.NodeFactory;
  readonly context: ts.TransformationContext;
  readonly checker: ts.TypeChecker;
  readonly plan: RewritePlan;
  readonly marks: MarkIndex;
  readonly internal: InternalNames;
  readonly numbers: CertainNumbers;
  /** The names of twins that this file has itself, by the function they are twins of. */
  readonly localTwins: Map<ts.Node, ts.Identifier>;
  /** Statements that go to the top of the file, after the imports. */
  readonly registrations: ts.Statement[];
  /** Rewrites a node in a mode; the result stands where the node stood. */
  visit(node: ts.Node, mode: Mode): ts.VisitResult<ts.Node | undefined>;
  visitChildren<T extends ts.Node>(node: T, mode: Mode): T;
  visitExpression(node: ts.Expression, mode: Mode): ts.Expression;
}

/** The marks of a program by the nodes that they change. */
export interface MarkIndex {
  readonly jitCalls: ReadonlyMap<ts.Node, Extract<Mark, { kind: 'jit-call' }>>;
  readonly taggedFunctions: ReadonlyMap<ts.Node, Extract<Mark, { kind: 'tagged-function' }>>;
  readonly integrators: ReadonlyMap<ts.Node, Extract<Mark, { kind: 'integrator' }>>;
  readonly classes: ReadonlyMap<ts.Node, Extract<Mark, { kind: 'class' }>>;
  readonly decorators: ReadonlySet<ts.Node>;
  /** The functions that have a twin, by its id. */
  readonly twinTargets: ReadonlyMap<string, ts.Node>;
}

export function indexMarks(plan: RewritePlan): MarkIndex {
  const integrators = new Map<ts.Node, Extract<Mark, { kind: 'integrator' }>>();
  const jitCalls = new Map<ts.Node, Extract<Mark, { kind: 'jit-call' }>>();
  const taggedFunctions = new Map<ts.Node, Extract<Mark, { kind: 'tagged-function' }>>();
  const classes = new Map<ts.Node, Extract<Mark, { kind: 'class' }>>();
  const decorators = new Set<ts.Node>();
  for (const mark of plan.marks) {
    switch (mark.kind) {
      case 'jit-call':
        jitCalls.set(mark.call, mark);
        break;
      case 'integrator':
        integrators.set(mark.call, mark);
        break;
      case 'tagged-function':
        taggedFunctions.set(mark.target, mark);
        break;
      case 'class':
        classes.set(mark.target, mark);
        for (const decorator of mark.decorators) decorators.add(decorator);
        break;
    }
  }
  return { jitCalls, integrators, taggedFunctions, classes, decorators, twinTargets: new Map([...plan.twins].map(([node, twin]) => [twin.id, node])) };
}
