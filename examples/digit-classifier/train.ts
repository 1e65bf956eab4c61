/** Trains the digit classifier of @ganblocks/metrics on MNIST and writes its weights: `npx tsx examples/digit-classifier/train.ts`. */
import { useBackend } from '@ganblocks/backends';
import { adam, minimize, randomStream } from '@ganblocks/core';
import { mnist, mnistTable } from '@ganblocks/data/node';
import { digitNetwork } from '@ganblocks/metrics';
import * as tf from '@tensorflow/tfjs-core';
import { measureAccuracy } from '../shared/measureAccuracy';
import { progress } from '../shared/progress';
import { saveClassifier } from '../shared/saveClassifier';
import { digitVariables } from './digitVariables';
import { shiftImages } from './shiftImages';

const seed = 7;
const epochs = 4;
const batchSize = 64;
const peakRate = 1.5e-3;
const mostShift = 1;
const leastAccuracy = 0.985;
const target = new URL('../../packages/metrics/weights/digits.safetensors', import.meta.url);

await useBackend('wasm');
const [digits, tests] = [mnist({ split: 'train' }), mnistTable({ split: 'test' })];
const random = randomStream(seed);
const shifts = random.split('shifts');
const weights = digitVariables(random.split('weights'));
const logitsOf = (images: tf.Tensor4D): tf.Tensor2D => tf.tidy(() => digitNetwork(images, weights).logits);
const optimizer = adam([{ trainable: Object.values(weights) }], { name: 'classifier' });
const stream = digits.stream({ batchSize, seed });

const stepsPerEpoch = Math.floor(digits.size / batchSize);
const steps = epochs * stepsPerEpoch;
const tell = progress({ steps, batchSize, every: 100 });
const testAccuracy = async (): Promise<number> => (await measureAccuracy(logitsOf, tests, { batchSize: 500 })).accuracy;

for (let step = 0; step < steps; step++) {
  const share = step / steps;
  optimizer.learningRate = (peakRate * (1 + Math.cos(Math.PI * share))) / 2;
  const { images, labels } = await stream.next();
  const shifted = await shiftImages(images, shifts, mostShift);
  const context = { next: () => stream.next(), random, step, imagesSeen: step * batchSize, phase: { name: 'classifier', progress: share } };
  const terms = minimize(optimizer, context, () => {
    const likelihood = tf.mul(tf.oneHot(labels, 10), tf.logSoftmax(digitNetwork(shifted, weights).logits));
    return { crossEntropy: tf.neg(tf.mean<tf.Scalar>(tf.sum(likelihood, 1))) };
  });
  tell(step, (await terms['crossEntropy']?.data())?.[0] ?? NaN);
  tf.dispose([images, labels, shifted, ...Object.values(terms)]);
  if ((step + 1) % stepsPerEpoch === 0) console.log(`epoch ${(step + 1) / stepsPerEpoch}: test accuracy ${await testAccuracy()}`);
}

const about = {
  network: 'LeNet-style digit classifier: conv 5x5 16, conv 5x5 32, dense 120, dense 84, dense 10',
  data: 'MNIST, 60,000 training images, shifted by up to 1 pixel',
  training: `Adam, ${epochs} epochs, batch ${batchSize}, rate ${peakRate} to 0 by a cosine, seed ${seed}`,
};
await saveClassifier(target, { weights, testAccuracy: await testAccuracy(), about }, { leastAccuracy });
