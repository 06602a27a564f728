/**
 * The entry of the process that AssemblyScript runs in: loads it once, then answers requests one after the other. A process of its own, for V8's flag
 * (`assemblyFlags` in assemble-worker.ts), which holds for all WebAssembly of a process. It ends with the one that started it, by the end of their channel.
 */
import { loadAssembleInProcess } from './assemble-in-process.js';
import type { AssembleAnswer, AssembleRequest } from './worker-protocol.js';

// Requests wait until the package is loaded; one that cannot be loaded answers each of them with the reason.
const loading = loadAssembleInProcess();
loading.catch(() => undefined);

process.on('message', (request: AssembleRequest) => {
  // Who asked may have ended in the meantime.
  void answer(request).then((message) => process.send!(message, undefined, undefined, () => undefined));
});

async function answer({ source, options }: AssembleRequest): Promise<AssembleAnswer> {
  try {
    const assemble = await loading;
    return { wasm: assemble(source, options) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
