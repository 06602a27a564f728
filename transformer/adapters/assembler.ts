/** The `assemble` of every tool: a worker that is started when first needed, behind the cache on disk. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Assemble } from '../contracts.js';
import { createAssembleWorker } from '../phases/6-assemble/assemble-in-worker.js';
import { cacheAssemble, findCacheFolder, isEmptyCache } from '../phases/6-assemble/cache.js';

// One worker for all programs of a process: it costs 0.5 s and 150 MB, and in watch mode it is asked again and again.
const worker = createAssembleWorker(new URL('./assemble-worker.js', import.meta.url));

/** `folder`: where the project is, to find its cache. */
export function createAssemble(folder: string, useCache: boolean): Assemble {
  const cacheFolder = useCache ? findCacheFolder(folder) : undefined;
  // A first build will need it: loading takes as long as TypeScript's own check, so both run side by side.
  if (isEmptyCache(cacheFolder)) worker.start();
  return cacheFolder === undefined ? worker.assemble : cacheAssemble(worker.assemble, cacheFolder, assemblyScriptVersion());
}

function assemblyScriptVersion(): string {
  const file = createRequire(import.meta.url).resolve('assemblyscript/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
