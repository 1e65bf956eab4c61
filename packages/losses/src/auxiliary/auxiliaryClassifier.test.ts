import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { installGradients } from '@ganblocks/core';
import { auxiliaryClassifier, classCrossEntropy, correctedCrossEntropy, symmetricNoise } from './index';
import { hinge, relativisticAverage } from '../adversarial/index';

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

const on = (logits: number[], classLogits: number[][], ...own: number[]) => ({
  logits: tf.tensor1d(logits),
  classLogits: tf.tensor2d(classLogits),
  labels: labels(...own),
});
const reals = () => on([1, 3], [[2, 0], [0.5, 1]], 0, 1); // prettier-ignore
const fakes = () => on([-2], [[1, 4]], 0);
const classTerm = ({ classLogits, labels: own }: { classLogits: Tensor2D; labels: Tensor1D }): number =>
  numberOf(classCrossEntropy(classLogits, own));

describe('auxiliaryClassifier', () => {
  test('adds the classes of both sides, weighed', () => {
    const loss = auxiliaryClassifier({ adversarial: hinge(), discriminatorWeight: 2, generatorWeight: 0.1 });
    const ofDiscriminator = loss.discriminator(reals(), fakes());
    expect(numberOf(ofDiscriminator.adversarial)).toBe(0);
    expect(numberOf(ofDiscriminator.classes)).toBeCloseTo(2 * (classTerm(reals()) + classTerm(fakes())), 5);
    const ofGenerator = loss.generator(fakes());
    expect(numberOf(ofGenerator.adversarial)).toBe(2);
    expect(numberOf(ofGenerator.classes)).toBeCloseTo(0.1 * classTerm(fakes()), 5);
  });

  test('with noisy labels corrects the reals and leaves the fakes to the generator: rAC-GAN', () => {
    const transition = symmetricNoise({ classes: 2, rate: 0.5 });
    const loss = auxiliaryClassifier({ transition, classifyFakes: false });
    const { classLogits, labels: own } = reals();
    const corrected = numberOf(correctedCrossEntropy(classLogits, own, transition));
    expect(numberOf(loss.discriminator(reals(), fakes()).classes)).toBeCloseTo(corrected, 6);
    expect(numberOf(loss.generator(fakes()).classes)).toBeCloseTo(classTerm(fakes()), 6);
  });

  test('hands the reals to a relativistic loss', () => {
    const loss = auxiliaryClassifier({ adversarial: relativisticAverage() });
    expect(numberOf(loss.generator(fakes(), reals()).adversarial)).toBeGreaterThan(0);
    expect(() => loss.generator(fakes())).toThrow('needs the logits of reals');
  });

  test('leaves two tensors, and teaches', () => {
    const [real, fake, loss] = [reals(), fakes(), auxiliaryClassifier()];
    const before = tf.memory().numTensors;
    const terms = [loss.discriminator(real, fake), loss.generator(fake)].flatMap((both) => Object.values(both));
    expect(tf.memory().numTensors).toBe(before + 4);
    expect(terms.flatMap(numbers).every(Number.isFinite)).toBe(true);
    tf.dispose(terms);
    expect(() => auxiliaryClassifier({ generatorWeight: -1 })).toThrow(
      'auxiliaryClassifier: generatorWeight must be a finite number >= 0. Got -1.',
    );
    expect(() => loss.discriminator({ ...real, labels: labels(0) }, fake)).toThrow('classCrossEntropy: logits must be [N, classes]');
    expect(tf.memory().numTensors).toBe(before + 1);
  });
});
