import type { HostEvent } from '../items';
import { bundlePage } from './bundlePage';
import { ITEM_TIME_LIMIT, watchdog } from './host';
import type { Host } from './host';
import { withPage } from './withPage';

let bundle: Promise<string> | undefined;

/** A page of a new headless Chromium for each job. */
export const chromiumHost: Host = {
  async run(job, onEvent) {
    bundle ??= bundlePage(new URL('./page.ts', import.meta.url));
    await withPage({ scripts: { '/page.js': await bundle } }, async (page) => {
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
    });
  },
};
