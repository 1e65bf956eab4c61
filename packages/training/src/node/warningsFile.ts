import type { Moment, Observer, Warning } from '../observer';
import { lineFile } from './lineFile';

/**
 * An observer that writes `warnings.jsonl`: a line a warning, `{"step":100,"images":6400,"kind":"diversity","message":"…"}`; also where the run has
 * gone back to an earlier moment, of kind `recover`. The file is made with the first warning.
 */
export function warningsFile(path: string): Observer {
  const file = lineFile(path);
  const add = ({ kind, message }: Warning, { step, imagesSeen }: Moment): Promise<void> =>
    file.append({ step, images: imagesSeen, ...{ kind, message } });
  return {
    begin: ({ step }) => file.keep(step),
    warn: add,
    recover: (at, error) => add(recoverWarning(at, error), at),
    end: () => file.close(),
    fail: () => file.close(),
  };
}

/** What is told where a run has gone back. */
export function recoverWarning({ step, imagesSeen }: Moment, { message }: Error): Warning {
  return { kind: 'recover', message: `The run went back to step ${step}, ${imagesSeen} images, with lower learning rates. ${message}` };
}
