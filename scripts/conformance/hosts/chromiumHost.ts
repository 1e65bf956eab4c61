import type { Server } from 'node:http';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { HostEvent } from '../items';
import { bundlePage } from './bundlePage';
import { findChromium } from './findChromium';
import { ITEM_TIME_LIMIT, watchdog } from './host';
import type { Host } from './host';
import { addressOf, servePage } from './servePage';

/** No sandbox, because tests run as root in containers; no network of its own; WebGPU and WebGL in software. */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-unsafe-swiftshader',
];

let bundle: Promise<string> | undefined;

async function withPage(work: (page: Page) => Promise<void>): Promise<void> {
  bundle ??= bundlePage();
  const script = await bundle;
  const server: Server = await servePage(script);
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
    const page = await browser.newPage();
    await page.goto(addressOf(server));
    await work(page);
  } finally {
    await browser?.close();
    server.close();
    server.closeAllConnections();
  }
}

/** A page of a new headless Chromium for each job. */
export const chromiumHost: Host = {
  run: (job, onEvent) =>
    withPage(async (page) => {
      const ended = new Promise<never>((_, reject) => {
        page.on('crash', () => reject(new Error('the page crashed')));
        page.on('close', () => reject(new Error(`no answer within ${ITEM_TIME_LIMIT / 1000} s`)));
      });
      ended.catch(() => undefined);
      const dog = watchdog(() => void page.context().browser()?.close());
      await page.exposeFunction('emit', (event: HostEvent) => {
        dog.alive();
        onEvent(event);
      });
      try {
        await Promise.race([ended, page.evaluate((asked) => globalThis.runConformance(asked), job)]);
      } finally {
        dog.stop();
      }
    }),
};
