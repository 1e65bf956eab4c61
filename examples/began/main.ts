/** BEGAN learns handwritten digits, and then repeats digits that it has never seen, as its discriminator judges them. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { ema, randomStream } from '@ganblocks/core';
import { enlarge, imageGrid } from '@ganblocks/data';
import { mnist, writePng } from '@ganblocks/data/node';
import { began, findPreset } from '@ganblocks/models';
import { presetOptions } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { images: { type: 'string' }, diversity: { type: 'string' }, run: { type: 'string', default: 'runs/began' } },
  });
  const { diversity, run } = values;
  const preset = findPreset('began', 'digits');
  const options = presetOptions(preset.training);

  await useBackend('auto');
  const system = began({ ...preset.config, ...(diversity !== undefined && { diversity: Number(diversity) }), seed: 7 });
  const averaged = ema(Object.values(system.networks), options.ema ?? {});
  await train(system, mnist(), {
    ...{ ...options, images: Number(values.images ?? options.images), seed: 7, ema: averaged, run },
  });

  // A row of test digits and one of what the autoencoder makes of them; a row of samples, and one of what it makes of these.
  const stream = mnist({ split: 'test' }).stream({ batchSize: 10, seed: 1 });
  const { images, labels } = await stream.next();
  await stream.close();
  const rows = averaged.during(() =>
    tf.tidy(() => {
      const samples = system.sample(10, { random: randomStream(1) });
      return tf.concat<Tensor4D>([images, system.reconstruct(images), samples, system.reconstruct(samples)]);
    }),
  );
  const picture = resolve(run, 'repeated.png');
  await writePng(picture, enlarge(await imageGrid(rows, { columns: 10 })));
  tf.dispose([images, labels, rows]);
  averaged.dispose();
  system.dispose();
  console.log(
    `What it repeats: ${picture}\nWhat it draws:   ${resolve(run, 'samples.png')}\nHow it learned:  ${resolve(run, 'report.html')}`,
  );
}

await main(process.argv.slice(2));
