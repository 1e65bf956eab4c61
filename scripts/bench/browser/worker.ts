import { type StepsJob, takeSteps } from './takeSteps';

/** The other side of page.ts: one job, then an answer. */
globalThis.onmessage = ({ data }: MessageEvent<StepsJob>) => {
  takeSteps(data).then(
    (taken) => globalThis.postMessage({ taken }),
    (error: unknown) => globalThis.postMessage({ failure: error instanceof Error ? error.message : String(error) }),
  );
};
