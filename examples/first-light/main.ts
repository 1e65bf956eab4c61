/** First light: a DCGAN learns handwritten digits; a classifier scores what it draws before and after. */
import { resolve } from 'node:path';
import { useBackend } from '@ganblocks/backends';
import { ema } from '@ganblocks/core';
import type { RandomStream } from '@ganblocks/core';
import { mnist } from '@ganblocks/data/node';
import { dcgan } from '@ganblocks/models';
import type { Observer } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';
import { coolDown } from './coolDown';
import { firstLightOptions, HELP } from './options';
import type { FirstLightOptions } from './options';
import { PRESET } from './preset';
import { report } from './report';
import { saveResult } from './saveResult';
import { scoreboard } from './scoreboard';

async function firstLight({ images, seed, run }: FirstLightOptions): Promise<void> {
  const { name: backend } = await useBackend('auto');
  const gan = dcgan({ ...PRESET.network, seed });
  const averaged = ema([gan.networks.generator], PRESET.ema);
  const draw = (count: number, random: RandomStream) => averaged.during(() => gan.sample(count, { random }));

  const board = await scoreboard();
  const untrained = await board.measure(draw, PRESET.samples);
  untrained.samples.dispose();

  const losses: object[] = [];
  const keepLosses: Observer = { step: ({ step, imagesSeen, losses: terms }) => void losses.push({ step, images: imagesSeen, ...terms }) };
  const digits = mnist({ split: 'train' });
  const { seconds } = await train(gan, digits, {
    images,
    batchSize: PRESET.batchSize,
    seed,
    ema: averaged,
    run,
    observers: [keepLosses, coolDown(Object.values(gan.state), PRESET.coolDown)],
  });

  const trained = await board.measure(draw, PRESET.samples);
  const figures = { untrained: untrained.figures, trained: trained.figures };
  await saveResult(run, { seed, images, seconds, backend, ...figures, losses }, trained.samples);

  console.log(report(figures, board.accuracy, PRESET.samples));
  console.log(
    `\nWhat it draws:  ${resolve(run, 'samples.png')}\nHow it learned: ${resolve(run, 'report.html')} and ${resolve(run, 'samples')}`,
  );
}

async function main(args: readonly string[]): Promise<void> {
  const options = firstLightOptions(args);
  if (options) await firstLight(options);
  else console.log(HELP);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
