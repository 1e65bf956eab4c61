import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from '../../../../../scripts/conformance/hosts/findChromium';
import { logLines, writeRunFiles, type RunFiles } from '../../../tests/runFiles';
import { writeReport } from './writeReport';

const found = await findChromium().catch((error: unknown) => String(error));
const absent = found.startsWith('Error') ? found : '';
if (absent) console.warn(`SKIPPED: report.html in a browser: ${absent}`);

const FLAGS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

(absent ? describe.skip : describe)('report.html in a browser', () => {
  let browser: Browser;
  let root = '';
  let runs = 0;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'ganblocks-report-page-'));
    browser = await chromium.launch({ executablePath: found, args: FLAGS });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(root, { recursive: true, force: true });
  });

  /** Opens the report of such a run; `said` gathers what the page writes to its console, throws or asks for. */
  async function opened(files: RunFiles, width = 1100): Promise<{ page: Page; said: string[] }> {
    const path = await writeReport(writeRunFiles(join(root, `run-${runs++}`), files));
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('dialog', (dialog) => {
      said.push(dialog.message());
      void dialog.dismiss();
    });
    const address = pathToFileURL(path).href;
    page.on('request', (request) => {
      if (request.url() !== address && !request.url().startsWith('data:')) said.push(request.url());
    });
    await page.goto(address);
    return { page, said };
  }

  const whole: RunFiles = {
    log: logLines(100),
    metrics: [10, 20, 40].map((images) => ({ images, figures: { fid: 1000 / images } })),
    sheets: [
      [0, 1],
      [200, 100],
      [400, 200],
    ],
  };

  test('draws every chart, asks for nothing, says nothing', async () => {
    const { page, said } = await opened(whole);
    expect(await page.locator('.chart').count()).toBe(4);
    const paths = await page.locator('.chart path.mean').evaluateAll((lines) => lines.map((line) => line.getAttribute('d') ?? ''));
    expect(paths).toHaveLength(7);
    for (const path of paths) expect(path).toMatch(/^M[\d. L-]+$/);
    expect(said).toEqual([]);
    await page.close();
  });

  test('the slider, the arrow keys and the play button change the sheet', async () => {
    const { page } = await opened(whole);
    const seen = (): Promise<string | null> => page.locator('.sheets img:visible').getAttribute('alt');
    expect(await seen()).toBe('Samples after 400 images');
    await page.locator('#sheet').fill('0');
    expect(await seen()).toBe('Samples after 0 images');
    await page.locator('#sheet').press('ArrowRight');
    expect(await seen()).toBe('Samples after 200 images');
    expect(await page.locator('#sheet').getAttribute('aria-valuetext')).toBe('200 images');
    await page.locator('#play').click();
    await page.waitForFunction(() => document.getElementById('play')!.textContent === 'Play');
    expect(await seen()).toBe('Samples after 400 images');
    await page.close();
  });

  test('smoothing, the logarithmic scale, a hidden curve and the cursor change the charts', async () => {
    const { page, said } = await opened(whole);
    const losses = page.locator('.chart').nth(1);
    const drawing = (): Promise<string> => losses.locator('svg').innerHTML();
    const drawings = [await drawing()];
    await page.locator('#smoothing').fill('0.95');
    drawings.push(await drawing());
    await page.locator('#log').check();
    drawings.push(await drawing());
    await losses.locator('input').first().uncheck();
    drawings.push(await drawing());
    expect(new Set(drawings).size).toBe(4);
    expect(await page.locator('#smoothed').textContent()).toBe('0.95');
    await losses.locator('svg').hover({ position: { x: 300, y: 100 } });
    expect(await losses.locator('thead th').nth(1).textContent()).toMatch(/^at \d+$/);
    await losses.locator('svg').focus();
    await page.mouse.move(0, 0);
    await page.keyboard.press('ArrowLeft');
    expect(await losses.locator('thead th').nth(1).textContent()).toBe('at 392');
    expect(said).toEqual([]);
    await page.close();
  });

  test.each([
    ['no step at all', {}],
    ['one step and one sheet', { log: logLines(1), sheets: [[0, 1]] }],
    [
      'losses that are 0 or negative',
      { log: [1, 2, 3].map((step) => ({ step, images: step, seconds: step, losses: { d: { a: 1 - step } } })) },
    ],
    [
      'names that look like markup',
      { config: { system: '<img src=x onerror=alert(1)>' }, log: [{ step: 1, images: 1, losses: { '<b>': { '</script>': 1 } } }] },
    ],
  ] as const)('%s: a page without an error', async (_, files) => {
    const { page, said } = await opened(files);
    if ((await page.locator('#log').count()) > 0) await page.locator('#log').check();
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect(await page.locator('.sheets img:visible').count()).toBe('sheets' in files ? 1 : 0);
    expect(said).toEqual([]);
    await page.close();
  });

  test('nothing sticks out on a narrow screen', async () => {
    const { page } = await opened({ ...whole, warnings: [{ images: 4, kind: 'diversity', message: 'x'.repeat(300) }] }, 360);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.close();
  });
});
