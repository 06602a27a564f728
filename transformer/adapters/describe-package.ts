/** What the build of a package that ships its code says of it, for the builds of its users (docs/packages.md). */
import { join } from 'node:path';
import type ts from 'typescript';
import { abiVersion } from '../../runtime/abi/unit.js';
import type { Compilation } from '../contracts.js';
import { ProjectError } from '../host/project.js';
import type { PackageDescription } from '../host/shipped-package.js';
import { pathWithin, shippedPackageOf } from '../host/shipped-package.js';

export interface DescribedPackage {
  /** Where the description goes: the file that `package.json` names. */
  readonly file: string;
  readonly text: string;
}

/**
 * The description of the package that a program belongs to; undefined where its `package.json` has no field `myelin`. Throws a ProjectError
 * where the field is not what this build makes.
 */
export function describePackage(root: string, program: ts.Program, { reports }: Compilation): DescribedPackage | undefined {
  const shipped = shippedPackageOf(join(root, 'package.json'));
  if (shipped === undefined) return undefined;
  const { abi, units } = shipped.field;
  if (abi !== abiVersion || typeof units !== 'string' || !units.endsWith('.json')) {
    throw new ProjectError(`${join(shipped.root, 'package.json')}: "myelin" is ${JSON.stringify(shipped.field)}. This version of myelin makes ` +
      `{ "abi": ${abiVersion}, "units": "./dist/myelin-units.json" }; "units" may be any file of the package, which this build writes`);
  }
  const own = program.getSourceFiles().filter((file) => !file.isDeclarationFile && shippedPackageOf(file.fileName)?.root === shipped.root);
  const description: PackageDescription = {
    abi: abiVersion, sources: own.map((file) => pathWithin(shipped.root, file.fileName)), units: reports.map(({ id }) => id),
  };
  return { file: join(shipped.root, units), text: `${JSON.stringify(description, undefined, 2)}\n` };
}
