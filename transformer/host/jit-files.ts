/** Which source files a compile changes. */
import type ts from 'typescript';
import type { RewritePlan } from '../contracts.js';

/** The files whose emitted code depends on the plan. A change in any one of them can change what is emitted for each of the others. */
export function findJitFiles(plan: RewritePlan): ReadonlySet<ts.SourceFile> {
  const files = new Set<ts.SourceFile>();
  for (const mark of plan.marks) {
    if (mark.kind !== 'integrator') files.add(mark.target.getSourceFile());
    if (mark.kind === 'jit-call' || mark.kind === 'integrator') files.add(mark.call.getSourceFile());
  }
  for (const node of plan.rewritten) files.add(node.getSourceFile());
  for (const node of plan.classCode) files.add(node.getSourceFile());
  for (const node of plan.twins.keys()) files.add(node.getSourceFile());
  for (const call of plan.twinCalls.keys()) files.add(call.getSourceFile());
  for (const node of plan.elementwise) files.add(node.getSourceFile());
  for (const file of plan.modelFiles ?? []) files.add(file);
  return files;
}
