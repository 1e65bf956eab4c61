import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { installGradients } from '@ganblocks/core';
import { symmetricNoise } from '@ganblocks/losses';
import { classTerm, type ClassTermOptions } from './classTerm';
import type { Judged } from './gameTerm';

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

/** Class logits whose softmax is known: [3/4, 1/4] for the first image, [1/2, 1/2] for the second. */
const ROWS = [[Math.log(3), 0], [0, 0]]; // prettier-ignore
const judged = (labels: readonly number[], rows: readonly number[][] = ROWS): Judged => ({
  images: tf.zeros([labels.length, 1, 1, 1]),
  heads: { logits: tf.zeros([labels.length, 1]), classLogits: tf.tensor2d(rows as number[][]) },
  condition: tf.tensor1d([...labels], 'int32'),
});
const [real, fake] = [judged([0, 1]), judged([1, 1])];
const [ofReals, ofFakes] = [-(Math.log(3 / 4) + Math.log(1 / 2)) / 2, -(Math.log(1 / 4) + Math.log(1 / 2)) / 2];
afterAll(() => {
  for (const { images, heads, condition } of [real, fake]) tf.dispose([images, { ...heads }, condition]);
});

const valuesOf = (options?: ClassTermOptions): [ofDiscriminator: number, ofGenerator: number] =>
  tf.tidy(() => {
    const { discriminator, generator } = classTerm(options);
    return [discriminator(real, fake).arraySync(), generator(fake).arraySync()];
  });

describe('the class term', () => {
  test('is the cross-entropy of reals and fakes for the discriminator, of fakes for the generator', () => {
    const before = tf.memory().numTensors;
    const [ofDiscriminator, ofGenerator] = valuesOf();
    expect(ofDiscriminator).toBeCloseTo(ofReals + ofFakes, 6);
    expect(ofGenerator).toBeCloseTo(ofFakes, 6);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('has weights, and may leave fakes out of what the discriminator learns', () => {
    const [ofDiscriminator, ofGenerator] = valuesOf({ discriminatorWeight: 2, generatorWeight: 0.1, classifyFakes: false });
    expect(ofDiscriminator).toBeCloseTo(2 * ofReals, 6);
    expect(ofGenerator).toBeCloseTo(0.1 * ofFakes, 6);
  });

  test('with a transition corrects the reals alone', () => {
    const transition: Tensor2D = symmetricNoise({ classes: 2, rate: 0.5 });
    const [ofDiscriminator, ofGenerator] = valuesOf({ transition });
    // softmax T: 3/4 · 3/4 + 1/4 · 1/4 of class 0 for the first, 1/2 for the second.
    expect(ofDiscriminator).toBeCloseTo(-(Math.log(10 / 16) + Math.log(1 / 2)) / 2 + ofFakes, 6);
    expect(ofGenerator).toBeCloseTo(ofFakes, 6);
    transition.dispose();
  });

  test('moves the logits by softmax - own class', () => {
    const { classLogits } = fake.heads;
    const slope = tf.grad((x) => classTerm().generator({ ...fake, heads: { ...fake.heads, classLogits: x } }))(classLogits!);
    [3 / 8, -3 / 8, 1 / 4, -1 / 4].forEach((expected, i) => expect(slope.dataSync()[i]).toBeCloseTo(expected, 6));
    slope.dispose();
  });
});

test('errors name what is missing', () => {
  expect(() => classTerm({ generatorWeight: -1 })).toThrow('classTerm: generatorWeight must be a finite number >= 0. Got -1.');
  const { images, heads, condition } = fake;
  expect(() => classTerm().generator({ images, heads: { logits: heads.logits }, condition: condition! })).toThrow("a head 'classLogits'");
  expect(() => classTerm().generator({ images, heads })).toThrow('condition: classLabels({ classes })');
});
