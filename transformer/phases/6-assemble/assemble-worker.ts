/**
 * The worker's entry: starts the process that compiles, and hands requests and answers on. It stands between because a thread that waits cannot hear from a
 * process, only from a thread.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { workerData } from 'node:worker_threads';
import type { AssembleAnswer, AssembleRequest, WorkerSetup } from './worker-protocol.js';

/**
 * Binaryen is WebAssembly, and V8 would compile each of its functions a second time, better: of a build that starts fresh that took the most time. Measured, in
 * processor time for one small program: 1.3 s to optimize it with, 0.2 s without.
 */
const assemblyFlags = ['--liftoff-only'];

const { port, signal } = workerData as WorkerSetup;
const compiler = fork(fileURLToPath(new URL('./assemble-process.js', import.meta.url)), [], {
  execArgv: assemblyFlags, serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});
let unanswered = 0;
let end: string | undefined;

function post(answer: AssembleAnswer): void {
  unanswered -= 1;
  port.postMessage(answer);
  Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
}

function stop(reason: string): void {
  end = `the process of AssemblyScript has ended: ${reason}`;
  while (unanswered > 0) post({ error: end });
}

compiler.on('message', (answer: AssembleAnswer) => post(answer));
compiler.on('error', (error) => stop(error.message));
compiler.on('exit', (status, by) => stop(by ?? `exit ${status}`));

port.on('message', (request: AssembleRequest) => {
  unanswered += 1;
  if (end === undefined) compiler.send(request);
  else post({ error: end });
});
