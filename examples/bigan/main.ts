/** BiGAN learns handwritten digits and, without their labels, features by which alike ones are near. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { type Dataset, ema, type LabelledBatch } from '@ganblocks/core';
import { enlarge, imageGrid } from '@ganblocks/data';
import { mnist, writePng } from '@ganblocks/data/node';
import { featureRows, type LabelledFeatures, nearestNeighbourAccuracy } from '@ganblocks/metrics';
import { bigan, findPreset } from '@ganblocks/models';
import { presetOptions } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

const COLUMNS = 20;
const pixels = (images: Tensor4D): Tensor2D => tf.reshape(images, [images.shape[0], -1]);

async function first(count: number, data: Dataset<LabelledBatch>): Promise<LabelledBatch> {
  const stream = data.stream({ batchSize: count, seed: 0 });
  const batch = await stream.next();
  await stream.close();
  return batch;
}

async function rowsOf({ images, labels }: LabelledBatch, make: (images: Tensor4D) => Tensor2D): Promise<LabelledFeatures> {
  const rows = tf.tidy(() => make(images));
  const features = featureRows(await rows.data<'float32'>(), rows.shape[1]);
  rows.dispose();
  return { features, labels: await labels.data() };
}

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { images: { type: 'string' }, run: { type: 'string', default: 'runs/bigan' } } });
  const preset = findPreset('bigan', 'digits');
  const options = presetOptions(preset.training);

  await useBackend('auto');
  const system = bigan({ ...preset.config, seed: 7 });
  const averaged = ema([system.networks.generator, system.networks.encoder], options.ema ?? {});
  await train(system, mnist(), { ...options, images: Number(values.images ?? options.images), seed: 7, ema: averaged, run: values.run });

  const [known, test] = [await first(10_000, mnist()), await first(1_000, mnist({ split: 'test' }))];
  const accuracy = async (make: (images: Tensor4D) => Tensor2D): Promise<string> =>
    `${(100 * nearestNeighbourAccuracy(await rowsOf(known, make), await rowsOf(test, make))).toFixed(1)} %`;
  await averaged.during(async () => {
    const shown = tf.slice(test.images, 0, COLUMNS);
    const pairs = tf.tidy(() => tf.concat([shown, system.reconstruct(shown)]));
    await writePng(resolve(values.run, 'reconstructions.png'), enlarge(await imageGrid(pairs, { columns: COLUMNS }), 2));
    tf.dispose([shown, pairs]);
    console.log(`The nearest of 10,000 digits is the same one: by features ${await accuracy((images) => system.features(images))},`);
    console.log(`by codes ${await accuracy((images) => system.encode(images))}, by pixels ${await accuracy(pixels)}`);
  });
  for (const name of ['samples.png', 'reconstructions.png', 'report.html']) console.log(resolve(values.run, name));
  tf.dispose([known.images, known.labels, test.images, test.labels]);
  averaged.dispose();
  system.dispose();
}

await main(process.argv.slice(2));
