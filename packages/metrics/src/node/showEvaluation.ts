import type { EvaluationProgress } from '../evaluation/evaluationOptions';

/** What `showEvaluation` needs of a stream; `process.stderr` is one. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** Width of the terminal. Default: 80. */
  readonly columns?: number | undefined;
}

const REDRAW = 100;

/**
 * Shows how an evaluation goes, for `onProgress`: on a terminal one line, drawn over and over; elsewhere a plain line every tenth of the images.
 *
 * @example const onProgress = showEvaluation(); // evaluate(gan, digits, { metrics, onProgress })
 */
export function showEvaluation({ stream = process.stderr }: { readonly stream?: ProgressStream } = {}): (
  progress: EvaluationProgress,
) => void {
  const terminal = stream.isTTY === true;
  const width = (stream.columns ?? 0) > 20 ? stream.columns! - 1 : 79;
  let [shownAt, tenth] = [-Infinity, ''];
  return ({ stage, images, of, imagesPerSecond, secondsLeft }) => {
    const begin = terminal ? '\r' : '';
    const clear = terminal ? '\x1b[K' : '';
    if (imagesPerSecond === 0) {
      stream.write(`${begin}${stage.slice(0, width)}${clear}\n`);
      return;
    }
    const [last, now, part] = [images >= of, performance.now(), `${stage} ${Math.floor((10 * images) / of)}`];
    if (terminal ? now - shownAt < REDRAW && !last : part === tenth) return;
    [shownAt, tenth] = [now, part];
    const line = [stage, `${count(images)}/${count(of)}`, `${rate(imagesPerSecond)} images/s`, `${time(secondsLeft)} left`].join('  ');
    stream.write(`${begin}${line.slice(0, width)}${clear}${terminal && !last ? '' : '\n'}`);
  };
}

const count = (value: number): string => value.toLocaleString('en-US');
const rate = (value: number): string => (value >= 100 ? count(Math.round(value)) : value.toPrecision(2));

const time = (seconds: number): string => {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
};
