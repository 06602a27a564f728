/** How files are called in ids of units, and which units module holds what a file marks. */
import type ts from 'typescript';
import { placeOf } from '../diagnostics/place.js';
import type { Options } from '../options.js';
import { libraryFile } from './library-file.js';
import { packageFileId, shippedPackageOf } from './shipped-package.js';

/** `src/lr.ts` below `root`; `myelin:dyn/neurons/hh` for the library's own and `neurons:src/leaky.ts` for a package that ships its code, wherever they are installed. */
export function fileId(file: ts.SourceFile, root: string): string {
  const library = libraryFile(file.fileName);
  if (library !== undefined) return `myelin:${library}`;
  const shipped = shippedPackageOf(file.fileName);
  return shipped === undefined ? placeOf(file, root).file : packageFileId(shipped, file.fileName);
}

/** The name of the units module for what stands in `file`: empty for the one of a whole program. */
export function unitsModuleName({ options, root }: { readonly options: Pick<Options, 'units'>; readonly root: string }, file: ts.SourceFile): string {
  return options.units === 'file' ? fileId(file, root) : '';
}
