import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients, randomStream } from '@ganblocks/core';
import {
  attributeCrossEntropy,
  categoricalInformation,
  classCrossEntropy,
  classProbabilities,
  contrastive2c,
  correctedCrossEntropy,
  corruptLabels,
  dataToDataCrossEntropy,
  domainLogits,
  featureMatching,
  gaussianInformation,
  infoMax,
  matchingAware,
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

/** Each term, on inputs of its own. */
const terms: Readonly<Record<string, () => Scalar>> = {
  classCrossEntropy: () => classCrossEntropy(normal(3, 4) as Tensor2D, labels(0, 3, 1)),
  attributeCrossEntropy: () => attributeCrossEntropy(normal(3, 4) as Tensor2D, tf.ones([3, 4])),
  correctedCrossEntropy: () => correctedCrossEntropy(normal(2, 3) as Tensor2D, labels(0, 2), symmetricNoise({ classes: 3, rate: 0.5 })),
  supervised: () => semiSupervised().supervised(normal(2, 3) as Tensor2D, labels(0, 2)),
  unsupervised: () => semiSupervised().unsupervised(normal(2, 3) as Tensor2D, normal(4, 3) as Tensor2D),
  categoricalInformation: () => categoricalInformation(normal(2, 3) as Tensor2D, labels(0, 2)),
  gaussianInformation: () => gaussianInformation(normal(2, 3) as Tensor2D, tf.zeros([2, 3]), { logVariance: tf.ones([2, 3]) }),
  infoMax: () => infoMax(normal(3, 2, 4) as Tensor3D, normal(3, 4) as Tensor2D),
  contrastive2c: () => contrastive2c(normal(4, 3) as Tensor2D, tf.ones([4, 3]), labels(0, 0, 1, 2)),
  dataToDataCrossEntropy: () => dataToDataCrossEntropy(normal(4, 3) as Tensor2D, tf.ones([4, 3]), labels(0, 0, 1, 2)),
  matchingAware: () =>
    matchingAware().discriminator({ real: normal(2), wrong: normal(1), fake: normal(2) }, { real: normal(2), fake: normal(2) }),
  modeSeeking: () => modeSeeking([normal(2, 3), tf.ones([2, 3])], [normal(2), tf.ones([2])]),
  featureMatching: () => featureMatching([[normal(2, 3)], [normal(4)]], [[tf.ones([2, 3])], [tf.ones([4])]]),
  meanFeatureMatching: () => meanFeatureMatching(normal(2, 3), tf.ones([5, 3])),
};

describe.each(Object.entries(terms))('%s', (_, term) => {
  test('is finite and leaves nothing but itself', () => {
    const value = tf.tidy(term);
    expect(Number.isFinite(numberOf(value))).toBe(true);
    const [before, inside] = [tf.memory().numTensors, term()];
    const inputs = tf.memory().numTensors - before - 1;
    tf.tidy(term);
    expect(inside.shape).toEqual([]);
    expect(inputs).toBeLessThanOrEqual(6);
    expect(tf.memory().numTensors).toBe(before + 1 + inputs);
  });
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

describe('label noise', () => {
  test('the correction of no noise is none, and of all noise constant', () => {
    const [logits, own] = [tf.tensor2d([[1, 2, 0.5]]), labels(1)];
    expect(numberOf(correctedCrossEntropy(logits, own, tf.eye(3)))).toBeCloseTo(numberOf(classCrossEntropy(logits, own)), 5);
    expect(numberOf(correctedCrossEntropy(logits, own, symmetricNoise({ classes: 3, rate: 1 })))).toBeCloseTo(Math.log(3), 5);
  });

  test('draws labels by their chances', () => {
    const transition = tf.tensor2d([[0.5, 0.25, 0.25], [0, 1, 0], [0, 0, 1]]); // prettier-ignore
    const draws = tf.tensor1d([0, 0.49, 0.5, 0.74, 0.75, 0.999]);
    expect(numbers(corruptLabels(labels(0, 0, 0, 0, 0, 0), transition, draws))).toEqual([0, 0, 1, 1, 2, 2]);
    const many = numbers(corruptLabels(tf.zeros([4000], 'int32'), transition, randomStream(1)));
    expect(many.filter((label) => label === 0).length / 4000).toBeCloseTo(0.5, 1);
    expect(corruptLabels(labels(1), transition, randomStream(1)).dtype).toBe('int32');
    expect(() => corruptLabels(labels(1), tf.ones([2, 3]), draws)).toThrow('the transition matrix must be [K, K]');
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
    const local = tf.reshape(tf.eye(3), [3, 1, 3]) as Tensor3D;
    expect(numberOf(infoMax(local, global))).toBeCloseTo(Math.log(1 + 2 * Math.exp(-20)), 6);
    expect(numberOf(infoMax(tf.zeros([3, 1, 3]), global))).toBeCloseTo(Math.log(3), 5);
  });
});

describe('rotations', () => {
  test('turn counterclockwise', () => {
    const { images, labels: turns } = rotations(tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]));
    expect(numbers(images)).toEqual([1, 2, 3, 4, 2, 4, 1, 3, 4, 3, 2, 1, 3, 1, 4, 2]);
    expect(numbers(turns)).toEqual([0, 1, 2, 3]);
    expect(() => rotations(tf.ones([1, 2, 3, 1]) as Tensor4D)).toThrow('square. Got [1, 2, 3, 1].');
  });
});

describe('contrast', () => {
  test('of embeddings that lie on their labels, apart from others, is least', () => {
    const apart = tf.tensor2d([[1, 0], [-1, 0]]); // prettier-ignore
    const expected = Math.log(1 + Math.exp(-2));
    expect(numberOf(contrastive2c(apart, apart, labels(0, 1)))).toBeCloseTo(expected, 5);
    const value = numberOf(dataToDataCrossEntropy(apart, apart, labels(0, 1), { released: false }));
    expect(value).toBeCloseTo(Math.log(1 + 1), 5);
  });
});

describe('features and modes', () => {
  test('are compared with constants', () => {
    const gradient = tf.grad((real: Tensor) => meanFeatureMatching(tf.ones([2, 3]), real))(normal(2, 3));
    expect(numbers(gradient).every((value) => value === 0)).toBe(true);
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
