import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { semiSupervised } from '@ganblocks/losses';
import { sganConfig } from './config';
import { sganLosses } from './losses';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('losses', () => {
  const judged = (logits: number[][]) => ({ logits: tf.tensor2d(logits), features: tf.tensor2d(logits) });
  const value = (x: tf.Tensor): number => x.dataSync()[0]!;

  test('of K logits are those of semiSupervised, weighed', () => {
    const losses = sganLosses(sganConfig({ unlabelledWeight: 3 }));
    const [real, fake] = [judged([[1, 2, -1]]), judged([[0.5, 0, 0]])];
    const expected = 3 * value(semiSupervised().unsupervised(real.logits, fake.logits));
    expect(value(losses.unlabelled(real, fake))).toBeCloseTo(expected, 5);
    expect(value(losses.generator(fake, real))).toBeCloseTo((0.25 + 4 + 1) / 3, 5);
  });

  test('of K + 1 logits: a real is any of the K, a fake the last', () => {
    const losses = sganLosses(sganConfig({ form: 'fakeClass' }));
    const [real, fake] = [judged([[1, 2, -1]]), judged([[0.5, 0, 0]])];
    const [ofReal, ofFake] = [Math.E + Math.E ** 2, Math.E ** -1];
    const sum = Math.exp(0.5) + 2;
    expect(value(losses.unlabelled(real, fake))).toBeCloseTo(Math.log((ofReal + ofFake) / ofReal) + Math.log(sum), 5);
    expect(value(losses.labelled(real, tf.tensor1d([1], 'int32')))).toBeCloseTo(Math.log(ofReal + ofFake) - 2, 5);
    expect(value(losses.generator(fake))).toBeCloseTo(-Math.log(sum), 5);
  });
});
