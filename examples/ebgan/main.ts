/** EBGAN learns handwritten digits, and shows which images its autoencoder can repeat: those that it takes for real. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { ema, randomStream } from '@ganblocks/core';
import { enlarge, imageGrid } from '@ganblocks/data';
import { mnist, writePng } from '@ganblocks/data/node';
import { ebgan, findPreset } from '@ganblocks/models';
import { presetOptions } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { images: { type: 'string' }, 'no-pulling-away': { type: 'boolean' }, run: { type: 'string', default: 'runs/ebgan' } },
  });
  const { run } = values;
  const preset = findPreset('ebgan', 'digits');
  const options = presetOptions(preset.training);

  await useBackend('auto');
  const system = ebgan({ ...preset.config, ...(values['no-pulling-away'] && { pullingAwayWeight: 0 }), seed: 7 });
  const averaged = ema([system.networks.generator], options.ema ?? {});
  await train(system, mnist(), {
    ...{ ...options, images: Number(values.images ?? options.images), seed: 7, ema: averaged, run },
  });

  // Rows in pairs: test digits, samples and noise, each above what the autoencoder makes of them.
  const stream = mnist({ split: 'test' }).stream({ batchSize: 10, seed: 1 });
  const { images, labels } = await stream.next();
  await stream.close();
  const samples = averaged.during(() => system.sample(10, { random: randomStream(1) }));
  const noise = randomStream(2).uniform([10, 28, 28, 1], { low: -1, high: 1 }) as Tensor4D;
  const rows = tf.tidy(() => tf.concat<Tensor4D>([images, samples, noise].flatMap((shown) => [shown, system.reconstruct(shown)])));
  const picture = resolve(run, 'repeated.png');
  await writePng(picture, enlarge(await imageGrid(rows, { columns: 10 })));
  tf.dispose([images, labels, samples, noise, rows]);
  averaged.dispose();
  system.dispose();
  console.log(
    `What it repeats: ${picture}\nWhat it draws:   ${resolve(run, 'samples.png')}\nHow it learned:  ${resolve(run, 'report.html')}`,
  );
}

await main(process.argv.slice(2));
