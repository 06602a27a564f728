/**
 * Results kept on disk under the hash of everything that they were made from, so that an unchanged rebuild compiles nothing. A cache
 * never fails a build: a folder that cannot be written or a damaged file only costs the time that it would have saved.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Assemble, AssembleOptions } from '../../contracts.js';

/** Stands for the way in which we call AssemblyScript: to be changed with the flags in `assemble-in-process.ts`. */
const assembleFormat = 'stub-O-simd-2';
/** A program's module is 1–100 kB; when there are more files than this the oldest half goes. */
const maxFiles = 400;
const digestBytes = 32;

/** The folder for results of a project: below the nearest `node_modules` at or above `folder`; undefined if there is none. */
export function findCacheFolder(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'node_modules'))) return join(at, 'node_modules', '.cache', 'myelin');
    if (dirname(at) === at) return undefined;
  }
}

/** An `assemble` that looks in `folder` before it asks `assemble`. */
export function cacheAssemble(assemble: Assemble, folder: string, assemblyScriptVersion: string): Assemble {
  const nameOf = (source: string, options: AssembleOptions): string => `${hashOf([assembleFormat, assemblyScriptVersion, JSON.stringify(options), source])}.wasm`;
  const cached = (source: string, options: AssembleOptions): Uint8Array => {
    const name = nameOf(source, options);
    const kept = readCached(folder, name);
    if (kept !== undefined) return kept;
    const wasm = assemble(source, options);
    writeCached(folder, name, wasm);
    return wasm;
  };
  const begin = (source: string, options: AssembleOptions): void => {
    if (readCached(folder, nameOf(source, options)) === undefined) assemble.begin?.(source, options);
  };
  return Object.assign(cached, { begin });
}

/** Whether nothing was ever kept here, so that the next compile is certain to need AssemblyScript. */
export function isEmptyCache(folder: string | undefined): boolean {
  return folder === undefined || !existsSync(folder);
}

export function hashOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}

/** Bytes that `writeCached` wrote, or undefined. The file ends with the digest of what it holds. */
export function readCached(folder: string, name: string): Uint8Array | undefined {
  try {
    const file = readFileSync(join(folder, name));
    const content = file.subarray(0, file.length - digestBytes);
    return digestOf(content).equals(file.subarray(file.length - digestBytes)) ? Uint8Array.from(content) : undefined;
  } catch {
    return undefined;
  }
}

/** Written under another name and moved into place: a reader, or a second build at the same time, sees all of a file or none. */
export function writeCached(folder: string, name: string, content: Uint8Array): void {
  const partial = join(folder, `${name}.${randomUUID()}.partial`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(partial, Buffer.concat([content, digestOf(content)]));
    renameSync(partial, join(folder, name));
    prune(folder);
  } catch {
    removeIfThere(partial);
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The folder itself cannot be read: nothing was written either.
  }
}

function digestOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}

function prune(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= maxFiles) return;
  const byAge = names.map((name) => ({ name, time: statSync(join(folder, name)).mtimeMs })).sort((a, b) => a.time - b.time);
  for (const { name } of byAge.slice(0, names.length / 2)) rmSync(join(folder, name), { force: true });
}
