import { adam, check, minimize, type LabelledBatch, type RandomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Rank, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs-core';

/** A classifier that has learnt. */
export interface TrainedClassifier {
  /** `[N, classes]`; the caller disposes. */
  logits(images: Tensor4D): Tensor2D;
  /** Frees the weights. */
  dispose(): void;
}

/** What a classifier is to learn. */
export interface ClassifierTask {
  readonly classes: number;
  /** A fresh batch; whoever trains disposes it. */
  next(): Promise<LabelledBatch>;
  /** Of its weights. */
  readonly random: RandomStream;
}

/** Trains a classifier on batches: the interface behind classification accuracy scores. Bring a larger network in its form for larger images. */
export type TrainClassifier = (task: ClassifierTask) => Promise<TrainedClassifier>;

export interface ConvolutionalTrainerOptions {
  /** Batches that it sees. Default: 1,000. */
  readonly steps?: number;
  /** Channels of each 3 x 3 convolution; each halves the images. Default: [32, 64]. */
  readonly widths?: readonly number[];
  /** Default: 1e-3, to 0 by a cosine. */
  readonly learningRate?: number;
}

/**
 * Trains a small convolutional classifier, for images up to some 64 pixels: 3 x 3 convolutions with stride 2 and leaky ReLU, a dense layer; cross-entropy,
 * Adam.
 *
 * @throws GanError for options that are not above 0; from training, for batches whose labels are no classes.
 * @example const train = convolutionalTrainer({ steps: 2000 }); // for `classificationAccuracyScores`
 */
export function convolutionalTrainer({
  steps = 1000,
  widths = [32, 64],
  learningRate = 1e-3,
}: ConvolutionalTrainerOptions = {}): TrainClassifier {
  const where = 'convolutionalTrainer';
  const whole = [steps, ...widths].every((value) => Number.isInteger(value) && value > 0);
  check(whole, () => `${where}: steps and widths must be positive integers. Got ${steps} and [${widths.join(', ')}].`);
  return async (task) => {
    const { classes, random } = task;
    let network: Classifier | undefined;
    for (let step = 0; step < steps; step++) {
      const { images, labels } = await task.next();
      try {
        await checkClasses(where, labels, classes);
        network ??= classifier(images.shape, widths, classes, random);
        network.optimizer.learningRate = (learningRate * (1 + Math.cos((Math.PI * step) / steps))) / 2;
        const own = network;
        const terms = minimize(own.optimizer, {}, () => {
          const likelihood = tf.mul(tf.oneHot(tf.cast(labels, 'int32'), classes), tf.logSoftmax(own.logits(images)));
          return { crossEntropy: tf.neg(tf.mean<tf.Scalar>(tf.sum(likelihood, 1))) };
        });
        tf.dispose(Object.values(terms));
      } catch (error) {
        network?.dispose();
        throw error;
      } finally {
        tf.dispose([images, labels]);
      }
    }
    return network!;
  };
}

const checkClasses = async (where: string, labels: tf.Tensor, classes: number): Promise<void> => {
  const wrong = Array.from(await labels.data()).find((label) => !(label >= 0 && label < classes));
  check(wrong === undefined, () => `${where}: labels must be from 0 to ${classes - 1}. Got ${wrong}. Leave images of unknown class out.`);
};

interface Classifier extends TrainedClassifier {
  readonly optimizer: ReturnType<typeof adam>;
}

const classifier = (
  [, height, width, channels]: Tensor4D['shape'],
  widths: readonly number[],
  classes: number,
  random: RandomStream,
): Classifier => {
  const variable = (name: string, shape: number[], fanIn: number): Variable =>
    tf.tidy(() => tf.variable(random.split(name).normal(shape, { deviation: Math.sqrt(2 / fanIn) }), true));
  const halves = 2 ** widths.length;
  const size = Math.ceil(height / halves) * Math.ceil(width / halves) * widths.at(-1)!;
  const kernels = widths.map((out, layer) => {
    const own = layer === 0 ? channels : widths[layer - 1]!;
    return variable(`conv${layer + 1}`, [3, 3, own, out], 9 * own);
  });
  const biases = [...widths, classes].map((out) => tf.tidy(() => tf.variable(tf.zeros([out]))));
  const dense = variable('dense', [size, classes], size);
  const variables = [...kernels, ...biases, dense];
  const optimizer = adam([{ trainable: variables }], { name: 'classifier' });
  const logits = (images: Tensor4D): Tensor2D =>
    tf.tidy(() => {
      let x = images;
      kernels.forEach((kernel, layer) => {
        const y: Tensor4D = tf.add(tf.conv2d(x, kernel as Variable<Rank.R4>, 2, 'same'), biases[layer]!);
        x = tf.maximum(y, tf.mul(y, 0.2));
      });
      return tf.add<Tensor2D>(tf.matMul(tf.reshape(x, [images.shape[0], size]), dense), biases.at(-1)!);
    });
  return {
    logits,
    optimizer,
    dispose() {
      optimizer.dispose();
      tf.dispose(variables);
    },
  };
};
