import { fileURLToPath } from 'node:url';
import type { HostEvent, Job } from '../items';
import { sentenceOf } from '../measureDerivatives';
import { runJob } from '../runJob';
import { openGoldens } from '../../parity/openGoldens';

const emit = (event: HostEvent): Promise<void> =>
  new Promise((resolve, reject) => process.send?.(event, undefined, undefined, (error) => (error ? reject(error) : resolve())));

/** The other side of nodeHost: one job, then the end. A backend may hold the process open, so it is ended. */
process.once('message', (job) => {
  const goldens = () => openGoldens(fileURLToPath(new URL('../../../goldens', import.meta.url)));
  runJob(job as Job, { goldens, emit }).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${sentenceOf(error)}\n`, () => process.exit(1));
    },
  );
});
