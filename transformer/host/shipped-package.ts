/**
 * Packages whose authors built them with this compiler (docs/packages.md). Their `package.json` says so, and a file that their build wrote
 * lists the sources, from which the programs of their users are compiled.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type ts from 'typescript';
import { abiVersion } from '../../runtime/abi/unit.js';

/** The field `myelin` of a `package.json`. */
interface PackageField {
  readonly abi?: unknown;
  /** The description that the build writes, relative to the package. */
  readonly units?: unknown;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly myelin?: PackageField;
}

/** What the build of a package writes beside its code. */
export interface PackageDescription {
  readonly abi: number;
  /** The TypeScript files, relative to the package. */
  readonly sources: readonly string[];
  /** Ids of what is compiled. */
  readonly units: readonly string[];
}

export interface ShippedPackage {
  readonly name: string;
  readonly root: string;
  readonly field: PackageField;
  /** `neurons 1.0.0`, for messages. */
  readonly label: string;
}

const packages = new Map<string, ShippedPackage | undefined>();

/** The package with a field `myelin` that a file belongs to: of the nearest `package.json` with a name. Cached: they do not change during a build. */
export function shippedPackageOf(fileName: string): ShippedPackage | undefined {
  return inFolder(dirname(fileName));
}

function inFolder(folder: string): ShippedPackage | undefined {
  if (packages.has(folder)) return packages.get(folder);
  const file = join(folder, 'package.json');
  const manifest = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined;
  const parent = dirname(folder);
  const found = manifest?.name === undefined ? (parent === folder ? undefined : inFolder(parent)) : shipped(manifest, manifest.name, folder);
  packages.set(folder, found);
  return found;
}

function shipped({ myelin, version }: Manifest, name: string, root: string): ShippedPackage | undefined {
  return myelin === undefined || name === 'myelin' ? undefined : { name, root, field: myelin, label: version === undefined ? name : `${name} ${version}` };
}

/** The name of a file of the package in ids: `neurons:src/leaky.ts`, wherever the package is installed. */
export function packageFileId({ name, root }: ShippedPackage, fileName: string): string {
  return `${name}:${pathWithin(root, fileName)}`;
}

export function pathWithin(root: string, fileName: string): string {
  return relative(root, fileName).split(sep).join('/');
}

/** What is wrong with a package for those who use it; undefined if nothing is. */
export function problemOf({ field, label, root }: ShippedPackage): string | undefined {
  if (field.abi !== abiVersion) return `${label} was built for version ${String(field.abi)} of myelin's binary interface, and this myelin has version ${abiVersion}`;
  if (typeof field.units !== 'string' || !existsSync(join(root, field.units))) {
    return `${label} lacks the file that describes its code (${typeof field.units === 'string' ? field.units : "'units' in the field 'myelin' of its package.json"})`;
  }
  return undefined;
}

/** Why a function cannot be compiled of which only the declaration is known, and what to do. */
export function noSourceReason({ fileName, isDeclarationFile }: ts.SourceFile): { readonly reason: string; readonly instead?: string } {
  if (!isDeclarationFile) return { reason: 'it has no body' };
  const shipped = shippedPackageOf(fileName);
  if (shipped === undefined) return { reason: 'only its declaration is known, and its package ships no code that myelin can compile', instead: 'Call it outside of jit code, or ask its author to ship its source (docs/packages.md).' };
  const problem = problemOf(shipped);
  return { reason: problem ?? `${shipped.label} ships its declaration without its source`, instead: `Install a version of ${shipped.name} that was built for this one (docs/packages.md).` };
}

/** The sources that a package describes and has, as absolute names with forward slashes. */
export function packageSources(shippedPackage: ShippedPackage, readFile: (path: string) => string | undefined): readonly string[] {
  if (problemOf(shippedPackage) !== undefined) return [];
  const { root, field } = shippedPackage;
  const text = readFile(join(root, field.units as string));
  const { sources } = JSON.parse(text ?? '{"sources":[]}') as PackageDescription;
  return sources.map((path) => join(root, path).split(sep).join('/')).filter((file) => existsSync(file));
}
