/** Trains the emoji classifier of @ganblocks/metrics on Twemoji and Fluent and writes its weights: `npm start`. */
import { useBackend } from '@ganblocks/backends';
import { adam, diffAugment, minimize, randomStream } from '@ganblocks/core';
import { labelledImages } from '@ganblocks/data';
import { emojiClasses, emojiNetwork } from '@ganblocks/metrics';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { measureAccuracy } from '../shared/measureAccuracy';
import { progress } from '../shared/progress';
import { saveClassifier } from '../shared/saveClassifier';
import { classWeights } from './classWeights';
import { emojiTable, groupsOf, trainingStyles } from './emojiTables';
import { foldNorms } from './foldNorms';
import { trainableNetwork } from './trainableNetwork';

const seed = 7;
const epochs = 28;
const batchSize = 64;
const peakRate = 2e-3;
/** What naming subgroups counts beside naming groups. */
const subgroupShare = 0.5;
const leastAccuracy = 0.8;
/** Images that are named at once. */
const together = { batchSize: 250 };
const target = new URL('../../packages/metrics/weights/emoji.safetensors', import.meta.url);

await useBackend('wasm');
const train = await emojiTable({ split: 'train', labels: 'subgroup' });
const [validation, test] = [await emojiTable({ split: 'validation' }), await emojiTable({ split: 'test' })];
const groups = groupsOf(train.classes ?? []);
const subgroups = groups.length;
const weights = tf.tensor1d(
  classWeights(
    Int32Array.from(train.labels ?? [], (label) => groups[label]!),
    emojiClasses.length,
  ),
);
const groupOf = tf.tensor1d(groups, 'int32');

const net = trainableNetwork({ seed, subgroups });
const optimizer = adam([net.trunk, net.groups, net.subgroups], { name: 'classifier' });
const random = randomStream(seed);
const draws = random.split('augmentation');
const augmentation = diffAugment({ cutoutRatio: 1 / 4 });
const stream = labelledImages(train, { mirror: true }).stream({ batchSize, seed });

/** Mean over the batch of -log p(label), each image weighted. */
const crossEntropy = (logits: Tensor2D, labels: Tensor1D, imageWeights: Tensor1D): tf.Scalar => {
  const likelihood = tf.sum(tf.mul(tf.oneHot(labels, logits.shape[1]), tf.logSoftmax(logits)), 1);
  return tf.neg(tf.mean<tf.Scalar>(tf.mul(likelihood, imageWeights)));
};

const stepsPerEpoch = Math.floor(train.size / batchSize);
const steps = epochs * stepsPerEpoch;
const tell = progress({ steps, batchSize, every: 40 });
for (let step = 0; step < steps; step++) {
  const share = step / steps;
  optimizer.learningRate = Math.min(1, (step + 1) / 50) * ((peakRate * (1 + Math.cos(Math.PI * share))) / 2);
  const { images, labels } = await stream.next();
  const context = { next: () => stream.next(), random, step, imagesSeen: step * batchSize, phase: { name: 'classifier', progress: share } };
  const terms = minimize(optimizer, context, () => {
    const changed = augmentation.apply(tf.sub<Tensor4D>(1, images), draws);
    const features = net.trunk.apply(changed, { training: true, random });
    const [coarse, fine] = [net.groups, net.subgroups].map((head) => head.apply(features, { training: true, random }) as Tensor2D);
    const groupLabels = tf.gather(groupOf, labels);
    const imageWeights = tf.gather(weights, groupLabels);
    return {
      group: crossEntropy(coarse!, groupLabels, imageWeights),
      subgroup: tf.mul<tf.Scalar>(crossEntropy(fine!, labels, imageWeights), subgroupShare),
    };
  });
  const losses = await Promise.all(Object.values(terms).map(async (term) => (await term.data())[0] ?? NaN));
  tell(
    step,
    losses.reduce((sum, loss) => sum + loss, 0),
  );
  tf.dispose([images, labels, ...Object.values(terms)]);
  if ((step + 1) % (7 * stepsPerEpoch) === 0) {
    const logits = (x: Tensor4D): Tensor2D =>
      net.groups.apply(net.trunk.apply(tf.sub(1, x), { training: false }), { training: false }) as Tensor2D;
    const { accuracy, meanClassAccuracy } = await measureAccuracy(logits, validation, together);
    console.log(`epoch ${(step + 1) / stepsPerEpoch}: validation ${JSON.stringify({ accuracy, meanClassAccuracy })}`);
  }
}

const folded = foldNorms(net);
const { accuracy, meanClassAccuracy } = await measureAccuracy((images) => emojiNetwork(images, folded).logits, test, together);
console.log(`test ${JSON.stringify({ accuracy, meanClassAccuracy })}`);
const about = {
  test_accuracy_of_classes: String(meanClassAccuracy),
  network: 'emoji classifier: conv 3x3 32, 64, 128, 128, 192, mean, dense 9',
  data: `emoji of the split 'train' that ${trainingStyles.join(', ')} and openmoji have, in the styles ${trainingStyles.join(', ')}`,
  training: `Adam, ${epochs} epochs, batch ${batchSize}, rate ${peakRate} to 0 by a cosine, mirrored, DiffAugment, seed ${seed}`,
};
await saveClassifier(target, { weights: folded, testAccuracy: accuracy, about }, { leastAccuracy });
