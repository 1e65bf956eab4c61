/** The semi-supervised GAN learns to read handwritten digits from ten labels of each, and is then asked to read those of the test set. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { useBackend } from '@ganblocks/backends';
import { check, ema } from '@ganblocks/core';
import { labelledImages, semiSupervisedImages } from '@ganblocks/data';
import { mnistTable } from '@ganblocks/data/node';
import { findPreset, sgan, type SganSystem } from '@ganblocks/models';
import { presetOptions } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';
import * as tf from '@tensorflow/tfjs-core';

const TEST_IMAGES = 10_000;

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      images: { type: 'string' },
      labels: { type: 'string', default: '10' },
      'labels-only': { type: 'boolean', default: false },
      run: { type: 'string', default: 'runs/sgan' },
    },
  });
  const { labels, run } = values;
  check(/^[1-9]\d*$/.test(labels), () => `--labels must be a whole number above 0, of each digit. Got '${labels}'.`);
  const preset = findPreset('sgan', 'digits');
  const options = presetOptions(preset.training);

  await useBackend('auto');
  const system = sgan({ ...preset.config, ...(values['labels-only'] && { unlabelledWeight: 0 }), seed: 7 });
  const { generator, classifier } = system.networks;
  const averaged = ema([generator, classifier], options.ema ?? {});
  const data = semiSupervisedImages(mnistTable(), { perClass: Number(labels), seed: 7 });
  await train(system, data, { ...options, images: Number(values.images ?? options.images), seed: 7, ema: averaged, run });

  const wrong = await averaged.during(() => wronglyRead(system));
  averaged.dispose();
  system.dispose();
  console.log(`Read wrongly: ${wrong} of ${TEST_IMAGES} test images\nWhat it draws: ${resolve(run, 'samples.png')}`);
}

async function wronglyRead(system: SganSystem): Promise<number> {
  const stream = labelledImages(mnistTable({ split: 'test' })).stream({ batchSize: 1000, seed: 0 });
  let wrong = 0;
  for (let seen = 0; seen < TEST_IMAGES; seen += 1000) {
    const { images, labels } = await stream.next();
    const unlike = tf.tidy(() => tf.sum(tf.cast(tf.notEqual(tf.cast(tf.argMax(system.classify(images), 1), 'int32'), labels), 'int32')));
    wrong += (await unlike.data())[0] ?? 0;
    tf.dispose([images, labels, unlike]);
  }
  await stream.close();
  return wrong;
}

await main(process.argv.slice(2));
