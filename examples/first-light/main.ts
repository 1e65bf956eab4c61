/** First light: a DCGAN learns handwritten digits; a classifier scores what it draws before and after. */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { useBackend } from '@ganblocks/backends';
import { ema, writeSafetensors } from '@ganblocks/core';
import type { RandomStream } from '@ganblocks/core';
import { toPixels } from '@ganblocks/data';
import { mnist } from '@ganblocks/data/node';
import { dcgan } from '@ganblocks/models';
import type { Observer } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';
import { coolDown } from './coolDown';
import { firstLightOptions, HELP } from './options';
import type { FirstLightOptions } from './options';
import { PRESET } from './preset';
import { report } from './report';
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
  const pixels = { dtype: 'U8', shape: trained.samples.shape, data: await toPixels(trained.samples) } as const;
  await writeFile(join(run, 'samples.safetensors'), writeSafetensors(new Map([['samples', pixels]])));
  const result = { seed, images, seconds, backend, untrained: untrained.figures, trained: trained.figures, losses };
  await writeFile(join(run, 'result.json'), `${JSON.stringify(result, null, 1)}\n`);

  console.log(report({ untrained: untrained.figures, trained: trained.figures }, board.accuracy, PRESET.samples));
  console.log(
    `\nWhat it draws:  ${resolve(run, 'samples.png')}\nHow it learned: ${resolve(run, 'losses.svg')} and ${resolve(run, 'samples')}`,
  );
}

const options = firstLightOptions(process.argv.slice(2));
if (options) await firstLight(options);
else console.log(HELP);
