import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { DiagnosticCollector } from '../../transformer/diagnostics/collect.js';
import { formatPlace, placeOf, placeOfName } from '../../transformer/diagnostics/place.js';
import { renderText, toJson, toTsDiagnostic } from '../../transformer/diagnostics/render.js';
import { noCapturedLet } from '../../transformer/diagnostics/rules/no-captured-let.js';
import { noVariableRebind } from '../../transformer/diagnostics/rules/no-variable-rebind.js';
import { scalarLoop } from '../../transformer/diagnostics/rules/scalar-loop.js';

const text = 'let gain = 2;\n/* why */ gain = 3;\n@jit\nexport class Neuron {\n\tcall() { return gain; }\n}\nexport default class {}\n';
const file = ts.createSourceFile('/project/src/neuron.ts', text, ts.ScriptTarget.ES2022, true);
const [declaration, assignment, neuron, anonymous] = file.statements as unknown as [ts.Statement, ts.Statement, ts.ClassDeclaration, ts.ClassDeclaration];
const read = (): ts.ReturnStatement => (neuron.members[0] as ts.MethodDeclaration).body!.statements[0] as ts.ReturnStatement;

function collect(): DiagnosticCollector {
  const collector = new DiagnosticCollector('/project');
  collector.report(noVariableRebind.messages.assignment({ attribute: 'gain', operator: '+=' }), read());
  const finding = noCapturedLet.messages.read({ name: 'gain' });
  const details = {
    related: [{ at: declaration, message: 'gain is declared here.' }],
    suggestions: [{ title: 'Declare it with const', at: declaration, replacement: 'const gain = 2;' }],
  };
  collector.report(finding, read().expression!, details);
  // Once more for another dtype.
  collector.report(finding, read().expression!);
  collector.report(scalarLoop.messages.loop({ array: 'x' }), assignment);
  return collector;
}

describe('places', () => {
  it('counts lines and columns from 1 and leaves comments out', () => {
    expect(placeOf(assignment, '/project')).toEqual({ file: 'src/neuron.ts', start: 24, length: 9, line: 2, column: 11, endLine: 2, endColumn: 20 });
  });
  it('is the name of a class, not its decorators', () => {
    expect(formatPlace(placeOfName(neuron, '/project'))).toBe('src/neuron.ts:4:14');
  });
  it('is the keyword of a class without a name', () => {
    expect(formatPlace(placeOfName(anonymous, '/project'))).toBe('src/neuron.ts:7:16');
  });
});

describe('DiagnosticCollector', () => {
  it('sorts by position and reports each once', () => {
    expect(collect().diagnostics.map((diagnostic) => `${diagnostic.code} ${formatPlace(diagnostic.place)}`)).toEqual([
      'scalar-loop src/neuron.ts:2:11', 'no-variable-rebind src/neuron.ts:5:11', 'no-captured-let src/neuron.ts:5:18',
    ]);
  });
  it('knows errors from notes', () => {
    expect(collect().hasErrors).toBe(true);
    const collector = new DiagnosticCollector('/project');
    collector.report(scalarLoop.messages.loop({ array: 'x' }), assignment);
    expect(collector.hasErrors).toBe(false);
  });
});

describe('outputs', () => {
  const last = collect().diagnostics[2]!;

  it('prints a code frame, with tabs kept', () => {
    expect(renderText(last, () => text)).toBe([
      'src/neuron.ts:5:18 - error myelin/no-captured-let: gain is read in jit code, but it is assigned again after its declaration.',
      '',
      '> 5 | \tcall() { return gain; }',
      '    | \t                ^^^^',
      '',
      '  Why: Compiled code takes what surrounds it as constants, so the new value would not be seen.',
      '  Help: Declare it with const, pass gain as a parameter, or keep it in a Variable.',
      '',
      '  src/neuron.ts:1:1 - gain is declared here.',
      '',
      '> 1 | let gain = 2;',
      '    | ^^^^^^^^^^^^^',
    ].join('\n'));
  });

  it('prints as tsc does', () => {
    const diagnostic = toTsDiagnostic(ts, last, (name) => (name === 'src/neuron.ts' ? file : undefined));
    const printed = ts.formatDiagnostic(diagnostic, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => '/project', getNewLine: () => '\n' });
    expect(printed).toBe([
      'src/neuron.ts(5,18): error TS(myelin/no-captured-let): gain is read in jit code, but it is assigned again after its declaration.',
      '  Why: Compiled code takes what surrounds it as constants, so the new value would not be seen.',
      '  Help: Declare it with const, pass gain as a parameter, or keep it in a Variable.',
      '',
    ].join('\n'));
    expect(diagnostic.relatedInformation?.[0]).toMatchObject({ start: 0, length: 13, messageText: 'gain is declared here.' });
  });

  it('gives JSON', () => {
    expect(JSON.parse(JSON.stringify(toJson(last)))).toEqual({
      code: 'no-captured-let', class: 'rule', file: 'src/neuron.ts', line: 5, column: 18, endLine: 5, endColumn: 22,
      message: last.message, why: last.why, help: last.help,
      related: [{ file: 'src/neuron.ts', line: 1, column: 1, endLine: 1, endColumn: 14, message: 'gain is declared here.' }],
      suggestions: [{
        file: 'src/neuron.ts', line: 1, column: 1, endLine: 1, endColumn: 14, title: 'Declare it with const', replacement: 'const gain = 2;',
      }],
    });
  });
});
