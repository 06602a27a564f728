/** How files are called in ids of units, and which units module holds what a file marks. */
import type ts from 'typescript';
import { placeOf } from '../diagnostics/place.js';
import type { Options } from '../options.js';
import { libraryFile } from './library-file.js';

/** `src/lr.ts` below `root`; `myelin:dyn/neurons/hh` for the library's own, wherever it is installed. */
export function fileId(file: ts.SourceFile, root: string): string {
  const library = libraryFile(file.fileName);
  return library === undefined ? placeOf(file, root).file : `myelin:${library}`;
}

/** The name of the units module for what stands in `file`: empty for the one of a whole program. */
export function unitsModuleName({ options, root }: { readonly options: Pick<Options, 'units'>; readonly root: string }, file: ts.SourceFile): string {
  return options.units === 'file' ? fileId(file, root) : '';
}
