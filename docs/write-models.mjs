// Writes the part of docs/models.md below its marker from the sources of the models: the comment at the top of each file, its parameters and states.
//   node docs/write-models.mjs            writes it
//   node docs/write-models.mjs --check    exits with 1 if it is not what would be written
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const docs = dirname(fileURLToPath(import.meta.url));
const rooms = join(docs, '..', 'runtime', 'dyn');
const page = join(docs, 'models.md');
const marker = '<!-- Below this line: written by docs/write-models.mjs from the sources. -->\n';

const sections = [
  ['Neurons', 'neurons', 'dyn.'], ['Rates', 'rates', 'dyn.rates.'], ['Synapses', 'synapses', 'dyn.'], ['Outputs of synapses', 'outputs', 'dyn.'],
  ['Plasticity', 'plasticity', 'dyn.'], ['Channels', 'channels', 'dyn.'], ['Calcium', 'ions', 'dyn.'], ['Inputs', 'inputs', 'dyn.'],
];

/** The comment at the top of a file, its equations as a block of code. */
function headerOf(source) {
  const text = /^\/\*\*([\s\S]*?)\*\//.exec(source)?.[1] ?? '';
  const lines = text.split('\n').map((line) => line.replace(/^ \* ?/, '').trimEnd());
  const blocks = [];
  for (const line of lines) {
    const isCode = /^ {4}/.test(line);
    const last = blocks.at(-1);
    if (line.trim() === '') {
      if (last !== undefined) last.open = last.isCode;
    } else if (last?.isCode === isCode && last.open !== false) last.lines.push(line);
    else blocks.push({ isCode, lines: [line] });
    if (line.trim() === '' && last?.isCode) last.lines.push('');
  }
  return blocks.map(({ isCode, lines: body }) => (isCode ? `\`\`\`text\n${body.map((line) => line.slice(4)).join('\n').trimEnd()}\n\`\`\`` : body.map((line) => line.trim()).join(' ')))
    .join('\n\n');
}

/** The text of a file, with that of the classes which its classes extend. */
function withParents(path) {
  const source = readFileSync(path, 'utf8');
  const parents = [...source.matchAll(/^export (?:abstract )?class \w+ extends (\w+)/gm)].map(([, parent]) => new RegExp(`import \\{[^}]*\\b${parent}\\b[^}]*\\} from '([^']+)\\.js'`).exec(source)?.[1]);
  return [...new Set(parents)].filter((parent) => parent !== undefined).map((parent) => withParents(join(dirname(path), `${parent}.ts`))).join('\n') + source;
}

/** The exported concrete classes of a file. */
const classesOf = (source) => [...source.matchAll(/^export class (\w+)/gm)].map(([, name]) => name);

function parametersOf(text) {
  // Comments may speak of parameters too.
  const source = text.replace(/\/\*\*[\s\S]*?\*\//g, '');
  // Constants that a common parent is handed.
  const usual = (value) => value.replace(/^usual\.(\w+)$/, (name, key) => new RegExp(`\\b${key}: ([-\\d.]+)`).exec(source)?.[1] ?? name);
  const parameters = [...source.matchAll(/this\.(?:parameter|constant|number)\('(\w+)', ([^;]+)\);/g)].map(([, name, value]) => `\`${name}\` ${usual(value.replace(/, (?:'\w+'|\w+\.num)$/, '')).replaceAll('this.', '')}`);
  const options = [...source.matchAll(/options\.(\w+) \?\? ([^;,})]+)/g)].map(([, name, value]) => `\`${name}\` ${value.replaceAll('this.', '')}`);
  // Options of all synapses, and how equations are solved, are said above.
  return [...new Set([...parameters, ...options])].filter((one) => !/^`(output|stp|method)`/.test(one));
}

function statesOf(source) {
  const named = [...source.matchAll(/this\.(?:state|gate)\('(\w+)'/g)].map(([, name]) => `\`${name}\``);
  const zeros = [...source.matchAll(/readonly (\w+): Variable<1(?:, '\w+')?> = this\.(?:zeros|counters|blank)\(/g)].map(([, name]) => `\`${name}\``);
  return [...new Set([...named, ...zeros])];
}

function describeFile(room, prefix, file) {
  const source = readFileSync(join(rooms, room, file), 'utf8');
  const names = classesOf(source);
  if (names.length === 0) return '';
  const whole = withParents(join(rooms, room, file));
  const facts = [['Parameters', parametersOf(whole)], ['States', statesOf(whole)]].filter(([, list]) => list.length > 0).map(([title, list]) => `${title}: ${list.join(', ')}.`);
  return `### ${names.map((name) => prefix + name).join(', ')}\n\n${[headerOf(source), ...facts].join('\n\n')}\n`;
}

function write() {
  return sections.map(([title, room, prefix]) => {
    const files = readdirSync(join(rooms, room)).filter((name) => name.endsWith('.ts') && name !== 'index.ts').sort();
    return `## ${title}\n\n${files.map((file) => describeFile(room, prefix, file)).filter((text) => text !== '').join('\n')}`;
  }).join('\n');
}

const present = readFileSync(page, 'utf8');
const head = present.slice(0, present.indexOf(marker) + marker.length);
const wanted = `${head}\n${write()}`;
if (!process.argv.includes('--check')) writeFileSync(page, wanted);
else if (present !== wanted) {
  console.error('docs/models.md is not what docs/write-models.mjs writes: run it');
  process.exitCode = 1;
}
