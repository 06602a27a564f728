/** Which files are this library's own: in its repository, or installed as a package. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Package {
  readonly name: string;
  readonly root: string;
}

const packages = new Map<string, Package | undefined>();

/** The nearest package.json's name and folder. Cached: they do not change during a build. */
function packageOf(folder: string): Package | undefined {
  if (packages.has(folder)) return packages.get(folder);
  const file = join(folder, 'package.json');
  const parent = dirname(folder);
  const found = existsSync(file) ? { name: (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name ?? '', root: folder }
    : parent === folder ? undefined : packageOf(parent);
  packages.set(folder, found);
  return found;
}

/** The path below `runtime/` of a file of this library, without its extension; undefined for all other files. */
export function libraryFile(fileName: string): string | undefined {
  const match = /^(.*)\/runtime\/(.+?)(?:\.d)?\.[cm]?ts$/.exec(fileName);
  return match !== null && packageOf(dirname(fileName))?.name === 'myelin' ? match[2] : undefined;
}

/** The folder of the package that a file of this library belongs to. */
export function libraryRoot(fileName: string): string | undefined {
  return packageOf(dirname(fileName))?.root;
}
