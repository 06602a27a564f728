/** Holds rules, pages, test folders and examples together: a rule that lacks one of them fails here. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../transformer/diagnostics/define-rule.js';
import { rules } from '../../transformer/diagnostics/registry.js';
import { missingType } from '../../transformer/diagnostics/rules/missing-type.js';
import { readExamples } from './read-examples.js';

const ruleFolder = join(import.meta.dirname, '../../transformer/diagnostics/rules');
const slugs = rules.map((rule) => rule.slug);
const namesIn = (folder: string, extension: string): string[] =>
  readdirSync(folder).filter((name) => name.endsWith(extension)).map((name) => name.slice(0, -extension.length));

/** Arguments for every message: each text is made once, so that no text is broken. */
const samples = {
  className: 'Neuron', attribute: 'count', container: 'array', name: 'gain', target: 'calls.count', kind: 'if', expression: 'x > 0',
  variable: 'this.n', variableDType: 'int32', valueDType: 'float32', operation: 'bm.dot', expected: 'numbers', variableRank: 1, value: 'X * 2',
  valueRank: 2, operand: 'x', rank: 1, axis: 2, type: 'any', what: 'parameter', call: 'Math.random', instead: 'Write a loop.', callee: 'JSON.stringify',
  reason: 'its source is not part of the program', from: 'Neuron.call', cycle: ['even', 'odd', 'even'], array: 'x', detail: 'a value has no type',
  problem: { message: 'sdeint has no method x.', why: 'A method is chosen by its name.', help: 'The methods are euler, heun.' },
  family: 'odeint', near: 'method', names: ['method', 'dt'],
  operands: [{ text: 'X', rank: 2, dtype: 'int32' }, { text: 'w', rank: 3, dtype: 'bool' }],
};

describe('the registry', () => {
  it('has every rule file once, and nothing else', () => {
    expect([...slugs].sort()).toEqual(namesIn(ruleFolder, '.ts').sort());
  });
  it('has a page for every rule', () => {
    expect([...slugs].sort()).toEqual(namesIn(ruleFolder, '.md').sort());
  });
  it('has a test folder for every rule', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect([...slugs].sort()).toEqual(folders.sort());
  });
});

describe.each(rules)('$slug', ({ slug, class: ruleClass, messages }) => {
  it('has a case that raises it and one that nearly does', () => {
    const [raises, nearly] = ['raises.ts', 'nearly.ts'].map((name) => join(import.meta.dirname, slug, name));
    expect(readFileSync(raises!, 'utf8')).toMatch(/^\/\/ expect: \d+( \d+)*\n/);
    expect(existsSync(nearly!)).toBe(true);
  });

  it('has a page with its name and its examples', () => {
    const page = readFileSync(join(ruleFolder, `${slug}.md`), 'utf8');
    expect(page.split('\n')[0]).toBe(`# ${slug}`);
    const kinds = readExamples(page).map((example) => example.kind);
    // What only the compiler can do wrong has no wrong example.
    expect(kinds).toEqual(ruleClass === 'bug' ? ['right'] : ['wrong', 'right']);
  });

  it.each(Object.entries(messages) as [string, (values: typeof samples) => Finding][])('has whole sentences: %s', (_name, text) => {
    const finding = text(samples);
    expect(finding).toMatchObject({ code: slug, class: ruleClass });
    for (const part of [finding.message, finding.why, finding.help]) {
      expect(part).toMatch(/^['\w].*[.)]$/);
      // No hole in a text, none of our own words, and nothing that looks like a line of tsc's.
      expect(part).not.toMatch(/undefined|\[object|\bIR\b|\bnode\b|lowering|\berror\b|\n/);
    }
  });
});

it('says how the step of a model is declared', () => {
  const help = (name: string): string => missingType.messages.value({ name, type: 'any', what: 'parameter' }).help;
  expect([help('step'), help('{ t, dt }')].every((text) => text.includes("'step: Step'"))).toBe(true);
  expect([help('x'), help('{ a, b }')].some((text) => text.includes('Step'))).toBe(false);
});
