import '@tensorflow/tfjs-backend-cpu';
import { writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as ops from '@ganblocks/core/ops';
import { line, placed, type Plot, type Point, text } from './plot';

/** Where the picture is kept. */
export const RESAMPLING_FILTERS = fileURLToPath(new URL('../../../docs/images/resampling-filters.svg', import.meta.url));

const INK = '#777';
const COLOURS = ['#e8590c', '#3b5bdb', '#2b8a3e'];

const curves: readonly (readonly [taps: readonly number[], words: string])[] = [
  [[1, 1], '[1, 1]: resizeNearest, averagePool'],
  [[1, 3, 3, 1], '[1, 3, 3, 1]: resizeBilinear, StyleGAN2'],
  [[1, 4, 6, 4, 1], '[1, 4, 6, 4, 1]: Laplacian pyramid'],
];

/** |Σ taps[k] · e^(-2πi·f·k)| / Σ taps. */
function response(taps: readonly number[], frequency: number): number {
  const part = (wave: (angle: number) => number): number => taps.reduce((sum, tap, k) => sum + tap * wave(2 * Math.PI * frequency * k), 0);
  return Math.hypot(part(Math.cos), part(Math.sin)) / taps.reduce((sum, tap) => sum + tap, 0);
}

function responses(): string {
  const plot: Plot = { left: 34, top: 44, width: 300, height: 190, x: [0, 0.5], y: [0, 1] };
  const frequencies = Array.from({ length: 51 }, (_, i) => i / 100);
  const lines = curves.map(([taps], i) =>
    line(
      plot,
      frequencies.map((f): Point => [f, response(taps, f)]),
      COLOURS[i]!,
      ' stroke-width="2"',
    ),
  );
  const labels = curves.map(([, words], i) => text(192, 56 + 15 * i, words, ` fill="${COLOURS[i]!}"`));
  const ideal: readonly Point[] = [[0, 1], [0.25, 1], [0.25, 0], [0.5, 0]]; // prettier-ignore
  const ticks = [0, 0.25, 0.5].map((f) => text(placed(plot, [f, 0])[0], 250, String(f), ' text-anchor="middle"'));
  return [
    text(plot.left, 22, 'What is left of a wave, by its cycles a pixel', ' font-size="13"'),
    line(plot, ideal, INK, ' stroke-dasharray="4 4"'),
    line(plot, [[0, 1], [0, 0], [0.5, 0]], INK), // prettier-ignore
    text(plot.left - 6, plot.top + 4, '1', ' text-anchor="end"'),
    text(plot.left - 6, plot.top + plot.height + 4, '0', ' text-anchor="end"'),
    ...ticks,
    ...lines,
    ...labels,
  ].join('\n');
}

const PIXELS = 40;
const wave = (): Tensor4D =>
  tf.tensor4d(
    Float32Array.from({ length: PIXELS }, (_, i) => Math.sin(2 * Math.PI * 0.45 * i)),
    [1, 1, PIXELS, 1],
  );

/** Ways to half as many pixels, along the one row of the image. */
const halvings: readonly (readonly [words: string, halve: (x: Tensor4D) => Tensor4D, colour: string])[] = [
  ['every second pixel', (x) => ops.resizeNearest(x, [1, PIXELS / 2]), INK],
  ['averagePool', (x) => ops.averagePool(x, { size: [1, 2] }), COLOURS[0]!],
  ['upfirdn2d, [1, 3, 3, 1]', (x) => ops.upfirdn2d(x, [[0.125, 0.375, 0.375, 0.125]], { down: [1, 2], padding: [[0, 0], [1, 1]] }), COLOURS[1]!], // prettier-ignore
];

/** A fine wave made half as long, in different ways: what it becomes is false, the less of it the better. */
async function halved(): Promise<string> {
  const row = (words: string, values: ArrayLike<number>, index: number, colour: string): string => {
    const plot: Plot = { left: 400, top: 52 + 52 * index, width: 320, height: 32, x: [0, values.length - 1], y: [-1, 1] };
    const points = Array.from(values, (value, i): Point => [i, value]);
    return text(plot.left, plot.top - 6, words) + line(plot, points, colour, ' stroke-width="1.5"');
  };
  const rows = [row('a wave of 0.45 cycles a pixel', await wave().data(), 0, INK)];
  for (const [index, [words, halve, colour]] of halvings.entries()) rows.push(row(words, await halve(wave()).data(), index + 1, colour));
  return [text(400, 22, 'A fine wave, and what halving makes of it', ' font-size="13"'), ...rows].join('\n');
}

/** Filters by their responses, and the aliases that they let through, as a picture. */
export async function resamplingFilters(): Promise<string> {
  tf.engine().startScope();
  const parts = [responses(), await halved()];
  tf.engine().endScope();
  const title = '<title>Frequency responses of the filters, and the aliases that they let through</title>';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740 262" font-family="sans-serif" font-size="11" fill="${INK}">\n${title}\n${parts.join('\n')}\n</svg>\n`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await tf.setBackend('cpu');
  await writeFile(RESAMPLING_FILTERS, await resamplingFilters());
}
