import '@tensorflow/tfjs-backend-cpu';
import { writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { type AdversarialLoss, installGradients } from '@ganblocks/core';
import { hinge, leastSquares, minimax, nonSaturating, wasserstein } from '@ganblocks/losses';
import { line, placed, type Plot, type Point, text } from './plot';

/** Where the picture is kept. */
export const ADVERSARIAL_LOSSES = fileURLToPath(new URL('../../../docs/images/adversarial-losses.svg', import.meta.url));

const INK = '#777';
const LOGITS = Array.from({ length: 81 }, (_, i) => (i - 40) / 10);

const curves: readonly (readonly [words: string, loss: AdversarialLoss, colour: string, dashes: string])[] = [
  ['wasserstein', wasserstein(), '#868e96', ' stroke-dasharray="2 4"'],
  ['hinge', hinge(), '#2b8a3e', ' stroke-dasharray="9 5"'],
  ['nonSaturating', nonSaturating(), '#3b5bdb', ''],
  ['minimax', minimax(), '#e8590c', ' stroke-dasharray="3 3"'],
  ['leastSquares', leastSquares(), '#9c36b5', ''],
];

/** How strongly each logit is pushed up, or by the discriminator down: a batch's mean has 1 / N of it. */
async function pulls(side: 'discriminator' | 'generator', loss: AdversarialLoss): Promise<Point[]> {
  const term = (fake: Tensor): Scalar => (side === 'generator' ? loss.generator(fake) : loss.discriminator(tf.zerosLike(fake), fake));
  const gradient = tf.mul(tf.grad(term)(tf.tensor1d(LOGITS)), side === 'generator' ? -LOGITS.length : LOGITS.length);
  const values = await gradient.data();
  return LOGITS.map((logit, i): Point => [logit, values[i] ?? NaN]);
}

async function panel(side: 'discriminator' | 'generator', left: number, words: string): Promise<string> {
  const plot: Plot = { left, top: 44, width: 300, height: 190, x: [-4, 4], y: [-1, 2.2] };
  const inside = ([, y]: Point): boolean => y >= plot.y[0] && y <= plot.y[1];
  const lines: string[] = [];
  for (const [, loss, colour, dashes] of curves)
    lines.push(line(plot, (await pulls(side, loss)).filter(inside), colour, ` stroke-width="2"${dashes}`));
  const label = (y: number): string => text(left - 6, placed(plot, [0, y])[1] + 4, String(y), ' text-anchor="end"');
  const tick = (x: number): string => text(placed(plot, [x, 0])[0], plot.top + plot.height + 16, String(x), ' text-anchor="middle"');
  return [
    text(left, 22, words, ' font-size="13"'),
    line(plot, [[-4, 0], [4, 0]], INK, ' stroke-opacity="0.6"'), // prettier-ignore
    line(plot, [[0, -1], [0, 2.2]], INK, ' stroke-opacity="0.6"'), // prettier-ignore
    ...[-1, 0, 1, 2].map(label),
    ...[-4, -2, 0, 2, 4].map(tick),
    ...lines,
  ].join('\n');
}

/** How hard each loss pulls at a fake's logit, as a picture. */
export async function adversarialLosses(): Promise<string> {
  installGradients();
  tf.engine().startScope();
  const parts = [
    await panel('discriminator', 34, 'Discriminator: how hard it pushes a fake down'),
    await panel('generator', 404, 'Generator: how hard it pulls a fake up'),
    ...curves.map(([words, , colour, dashes], i) => {
      const x = 74 + 130 * i;
      return `<path d="M${x} 274L${x + 24} 274" stroke="${colour}" stroke-width="2"${dashes}/>` + text(x + 30, 278, words);
    }),
  ];
  tf.engine().endScope();
  const title = '<title>Derivatives of five adversarial losses by the logit of a fake</title>';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740 288" font-family="sans-serif" font-size="11" fill="${INK}">\n${title}\n${parts.join('\n')}\n</svg>\n`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await tf.setBackend('cpu');
  await writeFile(ADVERSARIAL_LOSSES, await adversarialLosses());
}
