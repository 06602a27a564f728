/** Reads the Wasm of a program that travels as a file of its own, before the importing module runs. */
import { JitError } from '../abi/errors.js';

/** The part of Node that files need; browsers have no `process`. */
interface NodeProcess {
  getBuiltinModule?(name: 'node:fs/promises'): { readFile(path: URL): Promise<Uint8Array> } | undefined;
}

interface FetchResponse {
  readonly ok: boolean;
  readonly status: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The bytes at `url`: from disk for `file:` under Node, otherwise over the network. */
export async function fetchWasm(url: URL): Promise<Uint8Array> {
  if (url.protocol === 'file:') {
    // Not an import: bundlers for browsers would have to resolve it.
    const files = (globalThis as { process?: NodeProcess }).process?.getBuiltinModule?.('node:fs/promises');
    if (files !== undefined) return files.readFile(url);
  }
  const response = await (globalThis as unknown as { fetch(url: URL): Promise<FetchResponse> }).fetch(url);
  if (!response.ok) throw new JitError(`The compiled program at ${url.href} could not be read (HTTP ${response.status}); was it copied beside the script?`);
  return new Uint8Array(await response.arrayBuffer());
}
