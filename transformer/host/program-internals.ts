/** The methods of a TypeScript program that tsc itself calls and the published types leave out. The same in 5.9 and 6.0. */
import type ts from 'typescript';

export interface ProgramInternals {
  /** The folder that `rootDir` is, or would be: output paths are relative to it. */
  getCommonSourceDirectory(): string;
  /** What the program adds to a file's own errors. Incremental builds keep the latter in `.tsbuildinfo`, but ask for these each time. */
  getProgramDiagnostics(sourceFile: ts.SourceFile): readonly ts.Diagnostic[];
}

export type InternalProgram = ts.Program & ProgramInternals;

/** `EmitOnly.Dts` and `EmitOnly.BuilderSignature` are not 0: such an emit writes no JavaScript. */
export type InternalEmit = (
  target: ts.SourceFile | undefined,
  writeFile: ts.WriteFileCallback | undefined,
  cancellationToken: ts.CancellationToken | undefined,
  emitOnly: boolean | undefined,
  customTransformers: ts.CustomTransformers | undefined,
  ...rest: unknown[]
) => ts.EmitResult;
