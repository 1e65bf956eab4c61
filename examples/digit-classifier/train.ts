/** Trains the digit classifier of @ganblocks/metrics on MNIST and writes its weights: `npx tsx examples/digit-classifier/train.ts`. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { useBackend } from '@ganblocks/backends';
import { adam, check, minimize, randomStream, rawFromTensor, writeSafetensors } from '@ganblocks/core';
import { mnist } from '@ganblocks/data/node';
import { digitNetwork } from '@ganblocks/metrics';
import * as tf from '@tensorflow/tfjs-core';
import { digitVariables } from './digitVariables';
import { measureAccuracy } from './measureAccuracy';
import { shiftImages } from './shiftImages';

const seed = 7;
const epochs = 4;
const batchSize = 64;
const peakRate = 1.5e-3;
const mostShift = 1;
const leastAccuracy = 0.985;
const target = new URL('../../packages/metrics/weights/digits.safetensors', import.meta.url);

await useBackend('wasm');
const [digits, tests] = [mnist({ split: 'train' }), mnist({ split: 'test' })];
const random = randomStream(seed);
const shifts = random.split('shifts');
const weights = digitVariables(random.split('weights'));
const logitsOf = (images: tf.Tensor4D): tf.Tensor2D => tf.tidy(() => digitNetwork(images, weights).logits);
const optimizer = adam([{ trainable: Object.values(weights) }], { name: 'classifier' });
const stream = digits.stream({ batchSize, seed });

const stepsPerEpoch = Math.floor(digits.size / batchSize);
const steps = epochs * stepsPerEpoch;
const started = performance.now();
const seconds = (): string => ((performance.now() - started) / 1000).toFixed(0);
let loss = 0;

for (let step = 0; step < steps; step++) {
  const progress = step / steps;
  optimizer.learningRate = (peakRate * (1 + Math.cos(Math.PI * progress))) / 2;
  const { images, labels } = await stream.next();
  const shifted = await shiftImages(images, shifts, mostShift);
  const context = { next: () => stream.next(), random, step, imagesSeen: step * batchSize, phase: { name: 'classifier', progress } };
  const terms = minimize(optimizer, context, () => {
    const likelihood = tf.mul(tf.oneHot(labels, 10), tf.logSoftmax(digitNetwork(shifted, weights).logits));
    return { crossEntropy: tf.neg(tf.mean<tf.Scalar>(tf.sum(likelihood, 1))) };
  });
  loss += ((await terms['crossEntropy']?.data())?.[0] ?? NaN) / 100;
  tf.dispose([images, labels, shifted, ...Object.values(terms)]);
  if ((step + 1) % 100 === 0) {
    console.log(`step ${step + 1} of ${steps}, cross-entropy ${loss.toFixed(4)}, ${seconds()} s`);
    loss = 0;
  }
  if ((step + 1) % stepsPerEpoch === 0) {
    console.log(`epoch ${(step + 1) / stepsPerEpoch}: test accuracy ${await measureAccuracy(logitsOf, tests)}, ${seconds()} s`);
  }
}

const accuracy = await measureAccuracy(logitsOf, tests);
check(
  accuracy >= leastAccuracy,
  () => `train: expected a test accuracy of at least ${leastAccuracy}. Got ${accuracy}; nothing is written.`,
);
const tensors = new Map(
  await Promise.all(Object.entries(weights).map(async ([name, weight]) => [name, await rawFromTensor(weight)] as const)),
);
const bytes = writeSafetensors(tensors, {
  test_accuracy: String(accuracy),
  network: 'LeNet-style digit classifier: conv 5x5 16, conv 5x5 32, dense 120, dense 84, dense 10',
  data: 'MNIST, 60,000 training images, shifted by up to 1 pixel',
  training: `Adam, ${epochs} epochs, batch ${batchSize}, rate ${peakRate} to 0 by a cosine, seed ${seed}`,
});
await writeFile(target, bytes);
console.log(`test accuracy ${accuracy}, ${bytes.length} bytes, ${seconds()} s: ${fileURLToPath(target)}`);
