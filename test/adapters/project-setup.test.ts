// `myelin init` and `myelin doctor` on projects of all states.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { examine } from '../../transformer/adapters/doctor.js';
import { setUp } from '../../transformer/adapters/init.js';
import { ProjectFolder } from './project-folder.js';

const manifest = (name: string, version: string): string => JSON.stringify({ name, version });
const wrong = (folder: ProjectFolder): string => examine(folder.path).filter(({ isGood }) => !isGood).map(({ text }) => text).join('\n');

function installed(typescript: string, patch: string): ProjectFolder {
  return new ProjectFolder({
    'package.json': '{\n    "name": "app",\n    "type": "module"\n}\n', 'node_modules/myelin/package.json': manifest('myelin', '0.1.0'),
    'node_modules/typescript/package.json': manifest('typescript', typescript), 'node_modules/ts-patch/package.json': manifest('ts-patch', patch),
  });
}

describe('init', () => {
  it('sets an empty project up for tspc, and doctor finds nothing missing', () => {
    const folder = installed('6.0.3', '4.0.1');
    expect(wrong(folder)).toContain('there is no tsconfig.json');
    expect(setUp(folder.path, undefined)).toEqual({ done: ['tsconfig.json', 'package.json: scripts build, check'], left: ['npm install -D typescript@6.0 ts-patch@4 @types/node'] });
    expect(folder.read('package.json')).toBe('{\n    "name": "app",\n    "type": "module",\n    "scripts": {\n        "build": "tspc -p .",\n        "check": "myelin check"\n    }\n}\n');
    // The command of a test is never that of the project.
    expect(wrong(folder)).toMatch(/^this command is of the copy in .*: run it by npx in the project$/);
    expect(setUp(folder.path, undefined).done).toEqual([]);
  });

  it('adds to what is there and keeps the rest of it', () => {
    const folder = installed('6.0.3', '4.0.1');
    folder.write('tsconfig.json', '{\n  // ours\n  "compilerOptions": {\n    "strict": true\n  }\n}\n');
    folder.write('package.json', '{"type":"commonjs","scripts":{"build":"tsc"}}');
    const { done, left } = setUp(folder.path, 'tspc');
    expect(done).toEqual(['tsconfig.json: the plugin', 'package.json: scripts check']);
    expect(folder.read('tsconfig.json')).toBe('{\n  // ours\n  "compilerOptions": {\n    "plugins": [{ "transform": "myelin/transformer", "transformProgram": true }],\n    "strict": true\n  }\n}\n');
    expect(left.join('\n')).toMatch(/"esnext.disposable" to "lib"[^]*build with "tspc -p ." instead of "tsc"[^]*type=module/);
  });

  it('writes a configuration for Vite, or says what to add to the one that is there', () => {
    const folder = installed('7.0.2', '4.0.1');
    expect(setUp(folder.path, 'vite').done).toEqual(['vite.config.js', 'tsconfig.json', 'package.json: scripts build, check']);
    expect(wrong(folder)).toMatch(/^this command [^\n]*$/);
    folder.write('vite.config.js', 'export default {};\n');
    expect(setUp(folder.path, undefined).left[0]).toMatch(/^in vite\.config\.js: import myelin/);
    expect(readdirSync(folder.path)).toContain('vite.config.js');
  });
});

describe('doctor', () => {
  it.each([['7.0.2', '4.0.1'], ['5.9.3', '4.0.1'], ['5.4.0', '3.3.0']])('knows that TypeScript %s and ts-patch %s do not go together', (typescript, patch) => {
    const folder = installed(typescript, patch);
    setUp(folder.path, 'tspc');
    expect(wrong(folder)).toContain(`TypeScript ${typescript} and ts-patch ${patch} do not go together`);
  });

  it('finds a second copy of the package', () => {
    const folder = installed('6.0.3', '4.0.1');
    folder.write('node_modules/@scope/neurons/node_modules/myelin/package.json', manifest('myelin', '0.0.9'));
    expect(wrong(folder)).toContain('there are 2 copies of myelin');
  });

  it('misses what is missing', () => {
    const folder = new ProjectFolder({ 'tsconfig.json': '{ "compilerOptions": { "strict": false, "lib": ["es2022"] } }' });
    expect(wrong(folder)).toMatch(/does not find the package myelin[^]*"lib" needs[^]*turn "strict" on[^]*no tool of this project has the plugin[^]*no node_modules/);
  });
});
