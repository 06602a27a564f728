/** The worker's entry: loads AssemblyScript once, then answers requests one after the other. */
import { workerData } from 'node:worker_threads';
import { loadAssembleInProcess } from './assemble-in-process.js';
import type { AssembleAnswer, AssembleRequest, WorkerSetup } from './worker-protocol.js';

const { port, signal } = workerData as WorkerSetup;
// Requests wait in the port until the package is loaded; one that cannot be loaded answers each of them with the reason.
const loading = loadAssembleInProcess();
loading.catch(() => undefined);

port.on('message', (request: AssembleRequest) => {
  void answer(request).then((message) => {
    port.postMessage(message);
    Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
  });
});

async function answer({ source, options }: AssembleRequest): Promise<AssembleAnswer> {
  try {
    const assemble = await loading;
    return { wasm: assemble(source, options) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
