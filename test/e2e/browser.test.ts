// A page built by Vite in a real Chromium, under a strict content security policy: the same bits as in Node, on the page and in a worker.
// Needs a Chromium (`apt-get install chromium`, or its path in the environment variable CHROMIUM); without one the tests are skipped.
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Consumer, tools } from './installed-package.js';

const executable = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path !== undefined && existsSync(path));
if (executable === undefined) console.warn('browser.test.ts: no Chromium found, its tests are skipped; set CHROMIUM to the path of one');

const program = `import { DSRunner, dyn, isJitted, jit, math as bm, type NDArray } from 'myelin';

const gelu = jit((x: NDArray) => x * (0.5 * (1 + bm.tanh(bm.sqrt(2 / bm.pi) * (x + 0.044715 * x ** 3)))));

/** A hash of an array's bits. */
function hash(x: NDArray): number {
  const array = x.toTypedArray();
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength).reduce((sum, byte) => Math.imul(sum ^ byte, 16777619), 2166136261) >>> 0;
}

export function compute(): string {
  bm.random.seed(7);
  const model = new dyn.HH(20, { V_initializer: -60 });
  const runner = new DSRunner(model, { monitors: ['V'], inputs: ['input', 10], dt: 0.01, progressBar: false });
  runner.run(5);
  return JSON.stringify([isJitted(gelu), hash(gelu(bm.random.randn(1001))), hash(gelu(bm.linspace(-3, 3, 77, { dtype: 'float64' }))), hash(runner.mon['V']!)]);
}
`;
const files: Readonly<Record<string, string>> = {
  'index.html': `<!doctype html><title>waiting</title><script type="module" src="/src/page.ts"></script>`,
  'src/program.ts': program,
  'src/main.ts': `import { compute } from './program.js';\nconsole.log(compute());\n`,
  'src/worker.ts': `import { compute } from './program.js';\npostMessage(compute());\n`,
  'src/page.ts': `import { compute } from './program.js';
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }) => { document.title = JSON.stringify([compute(), data]); };
worker.onerror = ({ message }) => { document.title = 'worker: ' + message; };
`,
};
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

describe.skipIf(executable === undefined)('Chromium', () => {
  let consumer: Consumer;
  let browser: Browser;
  let server: Server;
  beforeAll(async () => {
    consumer = new Consumer();
    browser = await chromium.launch({ executablePath: executable!, args: ['--no-sandbox'] });
    server = createServer(({ url = '/' }, response) => {
      const file = join(consumer.folder, 'dist', url === '/' ? 'index.html' : url.split('?')[0]!);
      if (!existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy });
      response.end(readFileSync(file));
    }).listen(0);
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    consumer?.remove();
  });

  it.each(['inline', 'asset'])('has the bits of Node on the page and in a worker, with Wasm %s', async (wasm) => {
    consumer.reset({ lib: ['es2023', 'esnext.disposable', 'dom'] });
    for (const [name, text] of Object.entries(files)) consumer.write(name, text);
    const inNode = consumer.succeed('--import', 'myelin/register', 'src/main.ts').stdout.trim();
    consumer.write('vite.config.mjs', `import myelin from 'myelin/vite';
export default { logLevel: 'warn', plugins: [myelin({ wasm: '${wasm}' })], worker: { format: 'es', plugins: () => [myelin({ wasm: '${wasm}' })] }, build: { target: 'es2022' } };\n`);
    consumer.succeed(tools.vite, 'build');
    const page = await browser.newPage();
    const messages: string[] = [];
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(String(error)));
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await expect.poll(() => page.title(), { timeout: 60_000 }).not.toBe('waiting');
    expect([await page.title(), messages]).toEqual([JSON.stringify([inNode, inNode]), []]);
    expect(inNode).toMatch(/^\[true,/);
    await page.close();
  });

  it('says what a page without wasm-unsafe-eval lacks', async () => {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.route('**/*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy.replace(" 'wasm-unsafe-eval'", '') } });
    });
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await expect.poll(async () => [...errors, await page.title()].join('\n'), { timeout: 60_000 }).toMatch(/JitError: WebAssembly could not be compiled.*'wasm-unsafe-eval'/);
    await page.close();
  });
});
