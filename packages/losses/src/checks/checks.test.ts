import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from '@jest/globals';
import { checkAlike } from './checkAlike';
import { checkChoice } from './checkChoice';
import { checkLabels } from './checkLabels';
import { checkPositive } from './checkPositive';
import { checkWeights } from './checkWeights';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

test('weights are finite and at least 0, other numbers above 0', () => {
  checkWeights('r1', { gamma: 0 });
  checkPositive('adam', { rate: 1e-9 });
  for (const gamma of [-1, NaN, Infinity])
    expect(() => checkWeights('r1', { gamma })).toThrow(`r1: gamma must be a finite number >= 0. Got ${gamma}.`);
  for (const rate of [0, NaN, Infinity])
    expect(() => checkPositive('adam', { rate })).toThrow(`adam: rate must be a finite number above 0. Got ${rate}.`);
});

test('a choice is one of the words, and no method of objects', () => {
  checkChoice('drift', 'at', 'reals', ['reals', 'both']);
  expect(() => checkChoice('drift', 'at', 'toString', ['reals', 'both'])).toThrow("drift: at must be 'reals' or 'both'. Got 'toString'.");
  expect(() => checkChoice('f', 'form', '', ['a', 'b', 'c'])).toThrow("f: form must be 'a', 'b' or 'c'. Got ''.");
});

test('shapes and labels fit', () => {
  checkAlike('l1', 'both', tf.ones([2, 1]), tf.ones([2, 1]));
  expect(() => checkAlike('l1', 'both', tf.ones([2]), tf.ones([]), ', in pairs')).toThrow(
    'l1: both must have one shape, in pairs. Got [2] and [].',
  );
  checkLabels('f', tf.ones([2, 3]), tf.tensor1d([0, 1], 'int32'));
  expect(() => checkLabels('f', tf.ones([2, 3]), tf.tensor1d([0], 'int32'))).toThrow(
    'f: logits must be [N, classes] and labels int32 [N]. Got [2, 3] and int32 [1].',
  );
  expect(() => checkLabels('f', tf.ones([1, 3]), tf.ones([1]), 'classes + 1')).toThrow(
    '[N, classes + 1] and labels int32 [N]. Got [1, 3] and float32 [1].',
  );
});
