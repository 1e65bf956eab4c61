import { check, GanError, randomStream, type Dataset, type LabelledBatch } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { extractedOf } from '../extractors/extractedOf';
import { featureRows } from '../features/features';
import type { LabelledSampler } from '../evaluation/evaluate';
import { classificationAccuracy } from './classificationAccuracy';
import { convolutionalTrainer, type TrainClassifier, type TrainedClassifier } from './convolutionalTrainer';

export interface ClassificationAccuracyScoresOptions {
  /** Real images that the classifier of GAN-test learns from. */
  readonly train: Dataset<LabelledBatch>;
  /** Real images that no classifier has learnt from. */
  readonly test: Dataset<LabelledBatch>;
  readonly classes: number;
  /** Default: `convolutionalTrainer()`. */
  readonly trainClassifier?: TrainClassifier;
  /** Images that each accuracy is of; default: as many as `test` has. */
  readonly images?: number;
  /** Default: 64. */
  readonly batchSize?: number;
  /** Default: 0. */
  readonly seed?: number;
}

export interface ClassificationAccuracyScores {
  /** Accuracy on real test images of a classifier trained on fakes, also called CAS: quality and variety. */
  readonly ganTrain: number;
  /** Accuracy on fakes of a classifier trained on reals: quality, and whether the classes are the right ones. */
  readonly ganTest: number;
  /** Accuracy on real test images of the classifier trained on reals: what the others are to be compared with. */
  readonly realTrain: number;
}

/**
 * Classification accuracy scores of a conditional generator: GAN-train and GAN-test. Two classifiers are trained, one on its images and one on reals, the
 * same way.
 *
 * @param system `{ name, sample }`, whose `sample(count, { random })` gives `{ images, labels }`: as many of each class as the reals have.
 * @throws GanError unless the system gives labels, and options are positive integers.
 * @see Shmelkov, Schmid & Alahari 2018, How good is my GAN?, https://arxiv.org/abs/1807.09499; Ravuri & Vinyals 2019, Classification Accuracy Score,
 *   https://arxiv.org/abs/1905.10887
 * @example
 * const labelled = {
 *   name: 'noise',
 *   sample: (count: number) => ({ images: tf.randomUniform([count, 28, 28, 1], -1, 1, 'float32', 1), labels: tf.zeros([count], 'int32') }),
 * } as LabelledSampler;
 * const trainClassifier = convolutionalTrainer({ steps: 2 });
 * const scores = await classificationAccuracyScores(labelled, { train: digits, test: digits, classes: 10, trainClassifier, images: 16, batchSize: 8 });
 */
export async function classificationAccuracyScores(
  system: LabelledSampler,
  {
    train,
    test,
    classes,
    trainClassifier = convolutionalTrainer(),
    images = test.size,
    batchSize = 64,
    seed = 0,
  }: ClassificationAccuracyScoresOptions,
): Promise<ClassificationAccuracyScores> {
  for (const [name, count] of Object.entries({ classes, images, batchSize }))
    check(Number.isInteger(count) && count > 0, () => `${where}: ${name} must be a positive integer. Got ${count}.`);
  const random = randomStream(seed).split(where);
  const fakes = { next: () => drawnOf(system, batchSize, random) };
  const accuracyOn = (classifier: TrainedClassifier, source: Source): Promise<number> => accuracyOf(classifier, source, images);
  const ofReals = (data: Dataset<LabelledBatch>): ReturnType<Dataset<LabelledBatch>['stream']> =>
    data.stream({ batchSize: Math.min(batchSize, data.size), seed });

  const reals = ofReals(train);
  const [testA, testB] = [ofReals(test), ofReals(test)];
  try {
    const byFakes = await trainClassifier({ classes, next: fakes.next, random: random.split('classifier') });
    const ganTrain = await accuracyOn(byFakes, testA).finally(() => byFakes.dispose());
    const byReals = await trainClassifier({ classes, next: () => reals.next(), random: random.split('classifier') });
    try {
      return { ganTrain, ganTest: await accuracyOn(byReals, fakes), realTrain: await accuracyOn(byReals, testB) };
    } finally {
      byReals.dispose();
    }
  } finally {
    await Promise.all([reals, testA, testB].map((stream) => stream.close()));
  }
}

const where = 'classificationAccuracyScores';

interface Source {
  next(): Promise<LabelledBatch>;
}

const drawnOf = async (system: LabelledSampler, count: number, random: ReturnType<typeof randomStream>): Promise<LabelledBatch> => {
  const drawn = await system.sample(count, { random });
  if ('labels' in drawn) return drawn;
  drawn.dispose();
  throw new GanError(
    `${where}: '${system.name}' must have a sample that returns { images, labels }. Got images alone. Wrap it, and say the classes.`,
  );
};

/** Over `count` images of a source; the last batch is cut. */
const accuracyOf = async (classifier: TrainedClassifier, source: Source, count: number): Promise<number> => {
  let [hits, seen] = [0, 0];
  while (seen < count) {
    const { images, labels } = await source.next();
    try {
      const { features: logits } = await extractedOf([classifier.logits(images)]);
      const some = Math.min(logits.rows, count - seen);
      const rows = featureRows(logits.data.slice(0, some * logits.columns), logits.columns);
      hits += classificationAccuracy(rows, (await labels.data()).slice(0, some)).accuracy * some;
      seen += some;
    } finally {
      tf.dispose([images, labels]);
    }
  }
  return hits / count;
};
