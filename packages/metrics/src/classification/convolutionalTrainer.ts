import { adam, check, minimize, type LabelledBatch, type RandomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Rank, Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs-core';

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
  check(whole && widths.length > 0, () => `${where}: steps and widths must be positive integers. Got ${steps} and [${widths.join(', ')}].`);
  check(
    learningRate > 0 && Number.isFinite(learningRate),
    () => `${where}: learningRate must be a finite number above 0. Got ${learningRate}.`,
  );
  return async (task) => {
    const { classes, random } = task;
    let network: Classifier | undefined;
    try {
      for (let step = 0; step < steps; step++) {
        const { images, labels } = await task.next();
        try {
          await checkClasses(where, labels, classes);
          network ??= classifier(images.shape, widths, classes, random);
          network.optimizer.learningRate = (learningRate * (1 + Math.cos((Math.PI * step) / steps))) / 2;
          learn(network, images, labels, classes);
        } finally {
          tf.dispose([images, labels]);
        }
      }
    } catch (error) {
      network?.dispose();
      throw error;
    }
    return network!;
  };
}

/** One step of the optimizer by the cross-entropy of a batch. */
const learn = (network: Classifier, images: Tensor4D, labels: Tensor, classes: number): void => {
  const terms = minimize(network.optimizer, {}, () => {
    const likelihood = tf.mul(tf.oneHot(tf.cast(labels, 'int32'), classes), tf.logSoftmax(network.logits(images)));
    return { crossEntropy: tf.neg(tf.mean<tf.Scalar>(tf.sum(likelihood, 1))) };
  });
  tf.dispose(Object.values(terms));
};

const checkClasses = async (where: string, labels: Tensor, classes: number): Promise<void> => {
  const wrong = Array.from(await labels.data()).find((label) => !(Number.isInteger(label) && label >= 0 && label < classes));
  check(
    wrong === undefined,
    () => `${where}: labels must be whole numbers from 0 to ${classes - 1}. Got ${wrong}. Leave images of unknown class out.`,
  );
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
