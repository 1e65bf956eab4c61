import type { Observer, RunStart, StepEvent } from '../observer';
import { finalLine, progressLine } from './progressLine';

/** What `progress` needs of a stream; `process.stderr` is one. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** Width of the terminal. Default: 80. */
  readonly columns?: number | undefined;
}

export interface ProgressOptions {
  /** Default: `process.stderr`. */
  readonly stream?: ProgressStream;
  /** Writes nothing. Default: false. */
  readonly quiet?: boolean;
}

/** Seconds between two drawings of the line on a terminal, and between two plain lines at most. */
const REDRAW = 0.1;
const SILENCE = 300;

/**
 * Shows how a run goes: on a terminal one line, drawn over and over; elsewhere a plain line every tenth of the images, and at least every 5
 * minutes. The last line is a summary.
 *
 * @example await train(gan, digits, { images: 60_000, observers: [progress()] });
 */
export function progress({ stream = process.stderr, quiet = false }: ProgressOptions = {}): Observer {
  if (quiet) return {};
  const terminal = stream.isTTY === true;
  let start: RunStart;
  let shown = { seconds: 0, tenth: 0 };
  let open = false;

  const isDue = ({ seconds, imagesSeen, images }: StepEvent): boolean =>
    terminal
      ? seconds - shown.seconds >= REDRAW
      : Math.floor((10 * imagesSeen) / images) > shown.tenth || seconds - shown.seconds >= SILENCE;
  const show = (line: string, last: boolean): void => {
    if (!terminal) stream.write(`${line}\n`);
    else stream.write(`\r${line.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}\x1b[K${last ? '\n' : ''}`);
    open = terminal && !last;
  };

  return {
    begin(run) {
      start = run;
      shown = { seconds: terminal ? -Infinity : run.seconds, tenth: Math.floor((10 * run.imagesSeen) / run.images) };
    },
    step(event) {
      if (!isDue(event) || event.imagesSeen >= event.images) return;
      shown = { seconds: event.seconds, tenth: Math.floor((10 * event.imagesSeen) / event.images) };
      show(progressLine(event.system.name, event), false);
    },
    end(summary) {
      show(finalLine(summary, { seconds: summary.seconds - start.seconds, images: summary.images - start.imagesSeen }), true);
    },
    fail() {
      // The error's own text is to begin on a line of its own.
      if (open) stream.write('\n');
      open = false;
    },
  };
}
