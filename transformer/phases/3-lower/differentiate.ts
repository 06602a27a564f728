/**
 * The derivative of an expression by a local, forward, by the algorithm that `jit: false` uses at run time
 * (`runtime/abi/derivatives.ts`): the same operations in the same order, so that both have the same bits.
 */
import type ts from 'typescript';
import type { TangentAlgebra } from '../../../runtime/abi/derivatives.js';
import { tangentOf } from '../../../runtime/abi/derivatives.js';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import type { Expr, LocalId } from '../../ir/node.js';
import { findMapOperation } from '../../ops/catalogue.js';
import type { Operand } from './arithmetic.js';
import { applyMap, numberConst } from './arithmetic.js';
import type { Lowering } from './lowering.js';

/** The derivative (the number 0 where the expression does not depend on the seed); undefined, and a diagnostic, where there is none. */
export function differentiate(l: Lowering, expr: Expr, seed: Expr, node: ts.Node): Expr | undefined {
  const differentiator = new Differentiator(l, seed, node);
  const tangent = differentiator.tangent(expr);
  return differentiator.failed ? undefined : tangent ?? numberConst(0);
}

class Differentiator {
  failed = false;
  readonly #l: Lowering;
  readonly #seed: Expr;
  readonly #node: ts.Node;
  /** Locals of several assignments that are being looked at. */
  readonly #open = new Set<LocalId>();
  readonly #known = new Map<Expr, Expr | undefined>();
  readonly #algebra: TangentAlgebra<Expr>;

  constructor(l: Lowering, seed: Expr, node: ts.Node) {
    this.#l = l;
    this.#seed = seed;
    this.#node = node;
    this.#algebra = {
      number: numberConst,
      isNumber: (value, number) => value.kind === 'const' && value.value === number,
      apply: (operation, operands) => this.#apply(operation, operands),
    };
  }

  /** The tangent of an expression; undefined where it is zero. */
  tangent(expr: Expr): Expr | undefined {
    if (this.#known.has(expr)) return this.#known.get(expr);
    const tangent = this.#compute(expr);
    this.#known.set(expr, tangent);
    return tangent;
  }

  #compute(expr: Expr): Expr | undefined {
    switch (expr.kind) {
      case 'local': {
        if (this.#seed.kind === 'local' && expr.local === this.#seed.local) return numberConst(1);
        return this.#ofLocal(expr.local);
      }
      case 'cast': return this.tangent(expr.arg);
      case 'map': {
        const tangents = expr.args.map((arg) => this.tangent(arg));
        if (tangents.every((one) => one === undefined)) return undefined;
        if (expr.op === 'power') return this.#refuse('a power whose exponent is known only at run time');
        const rule = findMapOperation(expr.op)?.derivative ?? [];
        const operands = expr.args.map(plainOperand);
        return tangentOf({ operation: expr.op, rule, operands, result: expr }, tangents, this.#algebra);
      }
      case 'select': {
        const whenTrue = this.tangent(expr.whenTrue);
        const whenFalse = this.tangent(expr.whenFalse);
        if (whenTrue === undefined && whenFalse === undefined) return undefined;
        return { ...expr, whenTrue: whenTrue ?? numberConst(0), whenFalse: whenFalse ?? numberConst(0) };
      }
      default: return undefined;
    }
  }

  /** A local that is assigned in several places (branches, turns of a loop) may hold anything but what depends on the seed. */
  #ofLocal(local: LocalId): Expr | undefined {
    const [first, ...others] = this.#l.definitions.get(local) ?? [];
    if (first === undefined || this.#open.has(local)) return undefined;
    if (others.length === 0) return this.tangent(first);
    this.#open.add(local);
    const depends = [first, ...others].some((value) => this.tangent(value) !== undefined);
    this.#open.delete(local);
    return depends ? this.#refuse('a value that depends on which branch runs') : undefined;
  }

  #apply(operation: string, operands: readonly Expr[]): Expr {
    const typed = operands.map((expr): Operand => {
      const weak = expr.type.kind === 'scalar' && expr.type.weak !== undefined ? { weak: expr.type.weak === 'bool' ? 'bool' as const : 'float' as const } : {};
      return { expr, text: operation, ...weak };
    });
    const value = applyMap(this.#l, operation, typed, this.#node, operation);
    if (value.kind === 'expr') return value.expr;
    this.failed = true;
    return numberConst(0);
  }

  #refuse(what: string): undefined {
    if (!this.failed) this.#l.report(unsupportedSyntax.messages.form({ what: `${what} in a derivative`, instead: 'Use bm.where, or an integration method that needs no derivative (rk4).' }), this.#node);
    this.failed = true;
    return undefined;
  }
}

/** An operand as the user's program has it: a plain number before it took the dtype of an array. */
function plainOperand(expr: Expr): Expr {
  return expr.kind === 'cast' && expr.arg.type.kind === 'scalar' && expr.arg.type.weak !== undefined ? expr.arg : expr;
}
