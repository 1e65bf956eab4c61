import { type StepsJob, type StepsTaken, takeSteps } from './takeSteps';

declare global {
  /** Called by the host: takes steps on the page's own thread, or in a Worker. */
  var runSteps: (job: StepsJob, where: 'page' | 'worker') => Promise<StepsTaken>;
}

type Answer = { readonly taken: StepsTaken } | { readonly failure: string };

const inWorker = (job: StepsJob): Promise<StepsTaken> =>
  new Promise((resolve, reject) => {
    const worker = new Worker('/worker.js');
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      worker.terminate();
      if ('taken' in data) resolve(data.taken);
      else reject(new Error(data.failure));
    };
    worker.postMessage(job);
  });

globalThis.runSteps = (job, where) => (where === 'worker' ? inWorker(job) : takeSteps(job));
