/** Packages that ship their code, but for another version than this: said where the program imports them. */
import type ts from 'typescript';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import { problemOf, shippedPackageOf } from '../../host/shipped-package.js';
import type { CheckContext } from './check-class.js';

export function checkPackages({ ts, facts, collector }: CheckContext, program: ts.Program): void {
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile || program.isSourceFileFromExternalLibrary(file)) continue;
    for (const statement of file.statements) {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
      const { moduleSpecifier } = statement;
      const imported = moduleSpecifier === undefined ? undefined : facts.checker.getSymbolAtLocation(moduleSpecifier)?.declarations?.[0]?.getSourceFile();
      const shipped = imported?.isDeclarationFile === true ? shippedPackageOf(imported.fileName) : undefined;
      const reason = shipped === undefined ? undefined : problemOf(shipped);
      if (shipped !== undefined && reason !== undefined) {
        collector.report(unsupportedCall.messages.call({ callee: shipped.name, reason, instead: `Install a version of ${shipped.name} that was built for this one, or the myelin that it was built with.` }), moduleSpecifier!);
      }
    }
  }
}
