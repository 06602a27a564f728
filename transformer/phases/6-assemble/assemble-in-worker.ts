/**
 * `assemble` for callers that must stay synchronous and cannot load an ES module with top-level await (a ts-patch transformer is
 * loaded by `require`): a process compiles while this thread waits for the worker that speaks with it. Measured on one machine: first answer 0.9 s after `start`,
 * later ones 0.1 s; started early, loading runs beside the type check.
 */
import { existsSync } from 'node:fs';
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads';
import type { Assemble, AssembleOptions } from '../../contracts.js';
import type { AssembleAnswer, AssembleRequest, WorkerSetup } from './worker-protocol.js';

export interface AssembleWorker {
  readonly assemble: Assemble;
  /** Starts loading AssemblyScript, for callers that expect to need it. */
  start(): void;
}

/** A worker that has died (out of memory) never answers. The largest program we measured took 1 s. */
const patienceMs = 900_000;

/** `file`: the worker's built entry. The worker starts at first use and never keeps the process alive. */
export function createAssembleWorker(file: URL): AssembleWorker {
  let setup: WorkerSetup | undefined;
  const connect = (): WorkerSetup => (setup ??= connectWorker(file, () => {
    setup = undefined;
    asked.length = 0;
  }));
  // Answers come in the order of the requests.
  const asked: string[] = [];
  const answered = new Map<string, AssembleAnswer>();
  const keyOf = (source: string, options: AssembleOptions): string => JSON.stringify([options, source]);
  const begin = (source: string, options: AssembleOptions): void => {
    const key = keyOf(source, options);
    if (asked.includes(key) || answered.has(key)) return;
    const { port } = connect();
    port.postMessage({ source, options } satisfies AssembleRequest);
    asked.push(key);
  };
  const finish = (source: string, options: AssembleOptions): Uint8Array => {
    begin(source, options);
    const key = keyOf(source, options);
    while (!answered.has(key)) {
      const { port, signal } = connect();
      const before = Atomics.load(signal, 0);
      // The worker counts after it has posted a message.
      const received = receiveMessageOnPort(port);
      if (received !== undefined) answered.set(asked.shift()!, received.message as AssembleAnswer);
      else if (Atomics.wait(signal, 0, before, patienceMs) === 'timed-out') throw new Error(`AssemblyScript gave no answer within ${patienceMs / 1000} s`);
    }
    const answer = answered.get(key)!;
    answered.delete(key);
    if ('error' in answer) throw new Error(answer.error);
    return answer.wasm;
  };
  return { assemble: Object.assign(finish, { begin }), start: () => void connect() };
}

/** `onEnd`: the worker has died, and the next request needs another one. */
function connectWorker(file: URL, onEnd: () => void): WorkerSetup {
  // Who waits for a worker that never started waits for long.
  if (!existsSync(file)) throw new Error(`the package is incomplete: ${file.pathname} is missing`);
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(file, {
    workerData: { port: port2, signal } satisfies WorkerSetup,
    transferList: [port2],
    // Hooks and flags of the main thread (`--import myelin/register`, a test runner's) are not for the worker.
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  worker.once('error', onEnd);
  worker.unref();
  port1.unref();
  return { port: port1, signal };
}
