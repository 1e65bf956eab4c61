import type { Observer, RunStart, StepEvent } from '../observer';
import { type ProgressStream, writeLine } from './note';
import { figuresLine, finalLine, licenceLine, progressLine } from './progressLine';
import { recoverWarning } from './warningsFile';

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
 * minutes. Licence and attribution of the data come first; figures that are measured and warnings have lines of their own, a warning once. The last
 * line is a summary.
 *
 * @example await train(gan, digits, { images: 60_000, observers: [progress()] });
 */
export function progress({ stream = process.stderr, quiet = false }: ProgressOptions = {}): Observer {
  if (quiet) return {};
  const terminal = stream.isTTY === true;
  let start: RunStart;
  let shown = { seconds: 0, tenth: 0 };
  let open = false;
  let told = new Set<string>();

  const isDue = ({ seconds, imagesSeen, images }: StepEvent): boolean =>
    terminal
      ? seconds - shown.seconds >= REDRAW
      : Math.floor((10 * imagesSeen) / images) > shown.tenth || seconds - shown.seconds >= SILENCE;
  /** What a line of a terminal holds; one of unknown width says 0 or nothing. */
  const width = (): number => Math.max(20, (stream.columns ?? 0) > 0 ? stream.columns! - 1 : 79);
  const show = (line: string): void => {
    stream.write(terminal ? `\r${line.slice(0, width())}\x1b[K` : `${line}\n`);
    open = terminal;
  };

  const say = (line: string | undefined): void => {
    if (line === undefined) return;
    writeLine(stream, line);
    open = false;
  };
  const tell = (kind: string, message: string): void => {
    const line = `warning (${kind}): ${message}`;
    if (!told.has(line)) say(line);
    told.add(line);
  };

  return {
    begin(run) {
      start = run;
      told = new Set();
      say(licenceLine(run.settings));
      say(figuresLine(run.system.name, run.imagesSeen, run.figures));
      shown = { seconds: terminal ? -Infinity : run.seconds, tenth: Math.floor((10 * run.imagesSeen) / run.images) };
    },
    step(event) {
      say(figuresLine(event.system.name, event.imagesSeen, event.figures));
      if (!isDue(event) || event.imagesSeen >= event.images) return;
      shown = { seconds: event.seconds, tenth: Math.floor((10 * event.imagesSeen) / event.images) };
      show(progressLine(event.system.name, event));
    },
    warn: ({ kind, message }) => tell(kind, message),
    recover(at, error) {
      const { kind, message } = recoverWarning(at, error);
      tell(kind, message);
    },
    end(summary) {
      say(finalLine(summary, { seconds: summary.seconds - start.seconds, images: summary.images - start.imagesSeen }));
    },
    fail() {
      // The error's own text is to begin on a line of its own.
      if (open) stream.write('\n');
      open = false;
    },
  };
}
