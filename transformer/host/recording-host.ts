/**
 * Remembers which files and folders TypeScript looked at, and tells later whether they are still the same: then the results are too,
 * and need neither TypeScript nor AssemblyScript. Checking 200 files takes 2 ms.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type ts from 'typescript';

interface FileState {
  readonly modified: number;
  readonly size: number;
  readonly digest: string;
}

/** What the results were made from, as JSON. */
export interface RecordedInputs {
  readonly files: Readonly<Record<string, FileState>>;
  /** Files that were looked for and not there: one that appears may be found first next time. */
  readonly missing: readonly string[];
  /** The same for folders: resolution asks for a folder by the name of a file, too. */
  readonly missingFolders: readonly string[];
  /** Folders whose list of folders mattered (`node_modules/@types`). */
  readonly folders: Readonly<Record<string, string>>;
  /** Folders that `include` patterns search: their TypeScript files, by name. */
  readonly trees: Readonly<Record<string, string>>;
}

export class InputRecorder {
  readonly #files = new Map<string, FileState>();
  readonly #missing = new Set<string>();
  readonly #missingFolders = new Set<string>();
  readonly #folders = new Map<string, string>();
  readonly #trees = new Map<string, string>();

  /** A view of `host` that remembers what it is asked. Works for compiler hosts and for `ts.sys`. */
  watch<Host extends Pick<ts.System, 'readFile' | 'fileExists'> & Partial<Pick<ts.System, 'directoryExists' | 'getDirectories'>>>(host: Host): Host {
    const { directoryExists, getDirectories } = host;
    return {
      ...host,
      readFile: (path: string, encoding?: string) => this.#read(path, host.readFile(path, encoding)),
      fileExists: (path: string) => find(this.#missing, path, host.fileExists(path)),
      ...(directoryExists && { directoryExists: (path: string) => find(this.#missingFolders, path, directoryExists(path)) }),
      ...(getDirectories && { getDirectories: (path: string) => this.#list(path, getDirectories(path)) }),
    };
  }

  addTree(folder: string): void {
    this.#trees.set(folder, treeState(folder));
  }

  get inputs(): RecordedInputs {
    return {
      files: Object.fromEntries(this.#files), missing: [...this.#missing], missingFolders: [...this.#missingFolders],
      folders: Object.fromEntries(this.#folders), trees: Object.fromEntries(this.#trees),
    };
  }

  #read(path: string, text: string | undefined): string | undefined {
    const state = text === undefined ? undefined : fileState(path);
    if (state === undefined) this.#missing.add(path);
    else this.#files.set(path, state);
    return text;
  }

  #list(path: string, names: string[]): string[] {
    this.#folders.set(path, folderState(path));
    return names;
  }
}

function find(missing: Set<string>, path: string, found: boolean): boolean {
  if (!found) missing.add(path);
  return found;
}

/** Whether TypeScript would see what it saw then. */
export function areUnchanged(inputs: RecordedInputs): boolean {
  return Object.entries(inputs.files).every(([path, state]) => isUnchanged(path, state))
    && inputs.missing.every((path) => statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    && inputs.missingFolders.every((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    && Object.entries(inputs.folders).every(([path, state]) => folderState(path) === state)
    && Object.entries(inputs.trees).every(([path, state]) => treeState(path) === state);
}

function isUnchanged(path: string, state: FileState): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || stat.size !== state.size) return false;
  // A fresh checkout has new times: the text decides.
  return stat.mtimeMs === state.modified || digestOfFile(path) === state.digest;
}

function fileState(path: string): FileState | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? undefined : { modified: stat.mtimeMs, size: stat.size, digest: digestOfFile(path) };
}

function digestOfFile(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('base64url');
}

function folderState(folder: string): string {
  try {
    return readdirSync(folder).join('\n');
  } catch {
    return '';
  }
}

/** The TypeScript files below a folder. Others come and go with builds, and are no roots of a program. */
function treeState(folder: string): string {
  const names: string[] = [];
  const visit = (path: string, prefix: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) visit(join(path, entry.name), `${prefix}${entry.name}/`);
      else if (/\.[cm]?tsx?$/.test(entry.name)) names.push(prefix + entry.name);
    }
  };
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) visit(folder.split('/').join(sep), '');
  return createHash('sha256').update(names.sort().join('\n')).digest('base64url');
}
