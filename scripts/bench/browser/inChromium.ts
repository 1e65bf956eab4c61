import { bundlePage } from '../../conformance/hosts/bundlePage';
import { withPage } from '../../conformance/hosts/withPage';
import type { StepsJob, StepsTaken } from './takeSteps';

export interface StepsInBrowser extends StepsTaken {
  readonly chromium: string;
}

const scriptsOf = async (): Promise<Record<string, string>> => ({
  '/page.js': await bundlePage(new URL('./page.ts', import.meta.url)),
  '/worker.js': await bundlePage(new URL('./worker.ts', import.meta.url)),
});
let scripts: Promise<Record<string, string>> | undefined;

/** Takes steps in a new headless Chromium: on one thread on that of a plain page, on several in a Worker of a page that is cross-origin isolated. */
export async function inChromium(job: StepsJob): Promise<StepsInBrowser> {
  scripts ??= scriptsOf();
  const where = job.threads > 1 ? 'worker' : 'page';
  return withPage({ scripts: await scripts, isolated: where === 'worker' }, async (page) => {
    const taken = await page.evaluate(([asked, place]) => globalThis.runSteps(asked, place), [{ ...job, wasmPaths: '/' }, where] as const);
    return { ...taken, chromium: page.context().browser()?.version() ?? '' };
  });
}
