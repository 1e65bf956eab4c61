import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients, randomStream } from '@ganblocks/core';
import { conditioningAugmentation } from '@ganblocks/core/ops';
import {
  attributeCrossEntropy,
  categoricalInformation,
  classCrossEntropy,
  classProbabilities,
  conditionalContrastive,
  correctedCrossEntropy,
  dataToDataCrossEntropy,
  domainLogits,
  fakeClass,
  featureMatching,
  gaussianDivergence,
  gaussianInformation,
  infoMax,
  matchingAware,
  matchingLosses,
  meanFeatureMatching,
  modeRatio,
  modeSeeking,
  rotations,
  semiSupervised,
  symmetricNoise,
  unifiedLabels,
} from './index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  installGradients();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const numberOf = (x: Tensor): number => x.dataSync()[0] ?? NaN;
const numbers = (x: Tensor): number[] => [...x.dataSync()];
const labels = (...values: number[]): Tensor1D => tf.tensor1d(values, 'int32');
const normal = (...shape: number[]): Tensor => randomStream(shape.length).normal(shape);
const matrix = (rows: number, columns: number): Tensor2D => tf.reshape(normal(rows, columns), [rows, columns]);

interface TermCase {
  readonly inputs: readonly Tensor[];
  readonly term: (...inputs: never[]) => Tensor | Readonly<Record<string, Tensor>>;
}

/** A term, and what is given to it. */
const termCase = <T extends readonly Tensor[]>(
  inputs: readonly [...T],
  term: (...inputs: T) => Tensor | Readonly<Record<string, Tensor>>,
): TermCase => ({ inputs, term: term as unknown as TermCase['term'] });

const terms: Readonly<Record<string, () => TermCase>> = {
  classCrossEntropy: () => termCase([matrix(3, 4), labels(0, 3, 1)], classCrossEntropy),
  attributeCrossEntropy: () => termCase([matrix(3, 4), tf.ones<tf.Rank.R2>([3, 4])], attributeCrossEntropy),
  correctedCrossEntropy: () =>
    termCase([matrix(2, 3), labels(0, 2), symmetricNoise({ classes: 3, rate: 0.5 })], (...x) => correctedCrossEntropy(...x)),
  supervised: () => termCase([matrix(2, 3), labels(0, 2)], semiSupervised().supervised),
  unsupervised: () => termCase([matrix(2, 3), matrix(4, 3)], semiSupervised().unsupervised),
  classProbabilities: () => termCase([matrix(2, 3)], classProbabilities),
  fakeClass: () => termCase([matrix(2, 3), labels(0, 1), matrix(4, 3)], fakeClass().discriminator),
  fakeClassGenerator: () => termCase([matrix(2, 3)], fakeClass({ generator: 'nonSaturating' }).generator),
  categoricalInformation: () => termCase([matrix(2, 3), labels(0, 2)], categoricalInformation),
  gaussianInformation: () =>
    termCase([matrix(2, 3), tf.zeros<tf.Rank.R2>([2, 3]), matrix(2, 3)], (code, mean, logVariance) =>
      gaussianInformation(code, mean, { logVariance }),
    ),
  gaussianDivergence: () => termCase([matrix(2, 3), matrix(2, 3)], (mean, logVariance) => gaussianDivergence(mean, logVariance)),
  infoMax: () => termCase([normal(3, 2, 4) as Tensor3D, matrix(3, 4)], (local, global) => infoMax(local, global)),
  conditionalContrastive: () =>
    termCase([matrix(4, 3), tf.ones<tf.Rank.R2>([4, 3]), labels(0, 0, 1, 2)], (...x) => conditionalContrastive(...x)),
  dataToDataCrossEntropy: () =>
    termCase([matrix(4, 3), tf.ones<tf.Rank.R2>([4, 3]), labels(0, 0, 1, 2)], (...x) => dataToDataCrossEntropy(...x)),
  matchingAware: () =>
    termCase([normal(2), normal(1), normal(2)], (real, wrong, fake) =>
      matchingAware().discriminator({ real, wrong, fake }, { real, fake }),
    ),
  matchingAwareGenerator: () => termCase([normal(2), normal(2)], matchingAware().generator),
  matchingLosses: () => termCase([matrix(3, 3)], (similarity) => ({ ...matchingLosses(similarity) })),
  modeSeeking: () =>
    termCase([normal(2, 3), tf.ones([2, 3]), normal(2), tf.ones([2])], (x1, x2, z1, z2) => modeSeeking([x1, x2], [z1, z2])),
  featureMatching: () => termCase([normal(2, 3), tf.ones([2, 3])], (fake, real) => featureMatching([[fake]], [[real]])),
  meanFeatureMatching: () => termCase([normal(2, 3), tf.ones([5, 3])], (fake, real) => meanFeatureMatching(fake, real)),
  unifiedLabels: () => termCase([matrix(2, 3)], (x) => unifiedLabels(x, { sizes: [3, 2], source: 0 })),
  domainLogits: () => termCase([matrix(2, 5)], (x) => domainLogits(x, { sizes: [3, 2], source: 1 })),
  rotations: () => termCase([normal(2, 4, 4, 1) as Tensor4D], (x) => ({ ...rotations(x) })),
};

test.each(Object.entries(terms))('%s is finite and leaves nothing but itself', (_, make) => {
  const { inputs, term } = make();
  const before = tf.memory().numTensors;
  const result = term(...(inputs as never[]));
  const values = result instanceof tf.Tensor ? [result] : Object.values(result);
  expect(tf.memory().numTensors).toBe(before + values.length);
  expect(values.flatMap(numbers).every(Number.isFinite)).toBe(true);
  tf.dispose(values);
  expect(tf.memory().numTensors).toBe(before);
});

describe('classes', () => {
  test('cross-entropy is exact for logits of ±1000', () => {
    const logits = tf.tensor2d([[1000, -1000], [-1000, 1000]]); // prettier-ignore
    expect(numberOf(classCrossEntropy(logits, labels(0, 0)))).toBe(1000);
    expect(numberOf(attributeCrossEntropy(logits, tf.tensor2d([[1, 1], [0, 1]])))).toBe(500); // prettier-ignore
    expect(() => classCrossEntropy(logits, tf.tensor1d([0, 1]))).toThrow('labels int32 [N]. Got [2, 2] and float32 [2].');
  });

  test('a fake is the class whose logit is 0', () => {
    expect(numbers(classProbabilities(tf.tensor2d([[Math.log(2), Math.log(5)]]))).map((p) => p * 8)).toEqual(
      [2, 5, 1].map((p) => expect.closeTo(p, 5) as unknown),
    );
    const [real, fake] = [tf.tensor2d([[0, Math.log(2)]]), tf.tensor2d([[Math.log(4), 0]])];
    const expected = 0.5 * (-Math.log(3 / 4) - Math.log(1 / 6));
    expect(numberOf(semiSupervised().unsupervised(real, fake))).toBeCloseTo(expected, 5);
  });
});

describe('domains', () => {
  const sizes = [2, 3];

  test('put labels in their place, and mask the others', () => {
    expect(numbers(unifiedLabels(tf.tensor2d([[1, 0, 1]]), { sizes, source: 1 }))).toEqual([0, 0, 1, 0, 1, 0, 1]);
    expect(numbers(domainLogits(tf.tensor2d([[1, 2, 3, 4, 5]]), { sizes, source: 1 }))).toEqual([3, 4, 5]);
    const gradient = tf.grad((x: Tensor) => tf.sum(domainLogits(x as Tensor2D, { sizes, source: 0 })))(tf.ones([1, 5]));
    expect(numbers(gradient)).toEqual([1, 1, 0, 0, 0]);
  });

  test('teach', () => {
    expect(() => unifiedLabels(tf.ones([1, 3]), { sizes, source: 0 })).toThrow('labels of set 0 must be [N, 2]. Got [1, 3].');
    expect(() => domainLogits(tf.ones([1, 5]), { sizes, source: 2 })).toThrow('Got source 2, sizes [2, 3].');
  });
});

describe('information', () => {
  test('a Gaussian is right where its mean is', () => {
    const code = tf.tensor2d([[1, 3]]);
    expect(numberOf(gaussianInformation(code, code))).toBeCloseTo(Math.log(2 * Math.PI), 5);
    const logVariance = tf.fill<tf.Rank.R2>([1, 2], Math.log(4));
    expect(numberOf(gaussianInformation(code, tf.zeros([1, 2]), { logVariance, constant: false }))).toBeCloseTo(
      (10 / 4 + 2 * Math.log(4)) / 2,
      5,
    );
  });

  test('places that say all about their image have a small contrast', () => {
    const global = tf.mul<Tensor2D>(tf.eye(3), 20);
    const local = tf.reshape<tf.Rank.R3>(tf.eye(3), [3, 1, 3]);
    expect(numberOf(infoMax(local, global))).toBeCloseTo(Math.log(1 + 2 * Math.exp(-20)), 6);
    expect(numberOf(infoMax(tf.zeros([3, 1, 3]), global))).toBeCloseTo(Math.log(3), 5);
    expect(() => infoMax(tf.zeros([1, 2, 3]), tf.zeros([1, 3]))).toThrow('the batch must have two images or more');
  });

  test('a Gaussian diverges from N(0, 1) as conditioning augmentation says', () => {
    const text = matrix(3, 4);
    const augmented = conditioningAugmentation(text, { kernel: matrix(4, 6), activation: tf.tanh, random: randomStream(1) });
    const { mean, logVariance, divergence } = augmented;
    expect(numberOf(gaussianDivergence(mean, logVariance))).toBeCloseTo(numberOf(divergence), 6);
    expect(numberOf(gaussianDivergence(mean, logVariance, { dimensions: 'sum' }))).toBeCloseTo(3 * numberOf(divergence), 5);
    expect(numberOf(gaussianDivergence(tf.tensor2d([[2]]), tf.tensor2d([[Math.log(3)]])))).toBeCloseTo((4 + 3 - Math.log(3) - 1) / 2, 5);
    expect(() => gaussianDivergence(tf.ones([1, 2]), tf.ones([1, 3]))).toThrow(
      'mean and log variance must have one shape [N, C]. Got [1, 2] and [1, 3].',
    );
  });
});

describe('rotations', () => {
  test('turn counterclockwise', () => {
    const { images, labels: turns } = rotations(tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]));
    expect(numbers(images)).toEqual([1, 2, 3, 4, 2, 4, 1, 3, 4, 3, 2, 1, 3, 1, 4, 2]);
    expect(numbers(turns)).toEqual([0, 1, 2, 3]);
    expect(() => rotations(tf.ones([1, 2, 3, 1]))).toThrow('square. Got [1, 2, 3, 1].');
  });
});

describe('contrast', () => {
  test.each([conditionalContrastive, dataToDataCrossEntropy])('%# of embeddings of length 0 has finite derivatives', (loss) => {
    const proxies = tf.tensor2d([[1, 0], [0, 1]]); // prettier-ignore
    const slope = tf.grad((x: Tensor) => loss(tf.reshape(x, [2, 2]), proxies, labels(0, 1)));
    expect(numbers(slope(tf.zeros([4]))).every(Number.isFinite)).toBe(true);
  });

  test('of embeddings that lie on their labels, apart from others, is least', () => {
    const apart = tf.tensor2d([[1, 0], [-1, 0]]); // prettier-ignore
    const expected = Math.log(1 + Math.exp(-2));
    expect(numberOf(conditionalContrastive(apart, apart, labels(0, 1)))).toBeCloseTo(expected, 5);
    const value = numberOf(dataToDataCrossEntropy(apart, apart, labels(0, 1), { released: false }));
    expect(value).toBeCloseTo(Math.log(1 + 1), 5);
  });
});

describe('features and modes', () => {
  test('are compared with constants', () => {
    const gradient = tf.grad((real: Tensor) => tf.add(meanFeatureMatching(tf.ones([2, 3]), real), tf.sum(real)))(normal(2, 3));
    expect(numbers(gradient)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(numberOf(meanFeatureMatching(tf.ones([2, 3]), tf.zeros([1, 3])))).toBe(3);
    expect(() => featureMatching([[tf.ones([2])]], [[tf.ones([3])]])).toThrow('Got [2] and [3].');
  });

  test('that collapse are punished', () => {
    const [a, b] = [tf.zeros([2]), tf.fill([2], 4)];
    expect(numberOf(modeRatio([a, b], [tf.scalar(0), tf.scalar(2)]))).toBe(2);
    expect(numberOf(modeSeeking([a, b], [tf.scalar(0), tf.scalar(2)]))).toBeCloseTo(0.5, 4);
    expect(() => modeRatio([a, tf.ones([3])], [a, b])).toThrow('both images must have one shape. Got [2] and [3].');
  });
});
