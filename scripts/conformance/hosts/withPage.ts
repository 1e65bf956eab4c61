import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { findChromium } from './findChromium';
import { addressOf, type Served, servePage } from './servePage';

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

/** Works on a page of a new headless Chromium, which ends with it. */
export async function withPage<Result>(served: Served, work: (page: Page) => Promise<Result>): Promise<Result> {
  const server = await servePage(served);
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
    const page = await browser.newPage();
    await page.goto(addressOf(server));
    return await work(page);
  } finally {
    await browser?.close();
    server.close();
    server.closeAllConnections();
  }
}
