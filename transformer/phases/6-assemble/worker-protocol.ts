/** What the thread that waits, the worker and the process that compiles say to each other. The worker counts `signal[0]` up after each answer. */
import type { MessagePort } from 'node:worker_threads';
import type { AssembleOptions } from '../../contracts.js';

export interface WorkerSetup {
  readonly port: MessagePort;
  readonly signal: Int32Array;
}

export interface AssembleRequest {
  readonly source: string;
  readonly options: AssembleOptions;
}

export type AssembleAnswer = { readonly wasm: Uint8Array } | { readonly error: string };
