import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { findChromium } from '../conformance/hosts/findChromium';
import { hasSource, workspacePackages } from '../workspace/packages.mjs';
import { bundle, bundlers } from './bundle';
import { createConsumer } from './consumer';
import { serveFolder } from './serveFolder';
import { wasmEntries } from './wasmEntries';

const found = await findChromium().catch((error: unknown) => String(error));
const absent = found.startsWith('Error') ? found : '';
if (absent) console.warn(`SKIPPED: bundles in a browser: ${absent}`);

/** The page with the script; a script of webpack finds its own address only where it is no module. */
const page = (script: string, type: string): string =>
  `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script defer type="${type}" src="/${script}"></script>`;

(absent ? describe.skip : describe)('a page that trains a DCGAN on wasm', () => {
  const consumer = createConsumer(workspacePackages().filter(hasSource));
  let browser: Browser;

  beforeAll(async () => {
    consumer.write('trainOneStep.mjs', readFileSync(new URL('programs/trainOneStep.mjs', import.meta.url), 'utf8'));
    const args = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
    browser = await chromium.launch({ executablePath: found, args });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(consumer.folder, { recursive: true, force: true });
  });

  const entries = wasmEntries();
  test('the README has a line for every bundler', () => {
    expect([...new Set(entries.map(({ bundler }) => bundler))].sort()).toEqual(bundlers);
  });

  test.each(entries)('bundled by $bundler with `$line`: finite losses, and a silent console', async ({ bundler, script }) => {
    const { folder, warnings } = bundle(bundler, consumer, 'train.js', script);
    expect(warnings).toEqual([]);
    writeFileSync(join(folder, 'index.html'), page('train.js', bundler === 'webpack' ? 'text/javascript' : 'module'));
    const server = await serveFolder(folder);
    const tab = await browser.newPage();
    const said: string[] = [];
    tab.on('console', (message) => said.push(message.text()));
    tab.on('pageerror', (error) => said.push(String(error)));
    await tab.goto(`${server.address}/index.html`);
    const outcome = await tab.waitForFunction('globalThis.outcome', undefined, { timeout: 50_000 }).then((handle) => handle.jsonValue());
    await tab.close();
    server.close();
    expect({ outcome, said }).toEqual({
      outcome: { result: { backend: 'wasm', simd: true, kernels: expect.any(Number), losses: [expect.any(Number), expect.any(Number)] } },
      said: [],
    });
    const { losses } = (outcome as { result: { losses: number[] } }).result;
    expect(losses.every((loss) => Number.isFinite(loss) && loss > 0)).toBe(true);
  });
});
