import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { bothBackends, expectSame, numbers } from '../../tests/bothBackends';
import { weave, windowOf } from './window';

beforeAll(bothBackends);

const padded = (x: Tensor): Tensor =>
  tf.pad(x, [
    [0, 0],
    [4, 4],
    [4, 4],
    [0, 0],
  ]);

test.each([
  [0, 5, 0, 6],
  [1, 3, 2, 4],
  [-2, 9, 1, 2],
  [3, 4, -1, 5],
  [-3, 2, 0, 6],
  [-4, 1, -4, 2],
  [5, 2, 6, 1],
])('rows from %i on, %i of them; columns from %i on, %i of them', async (top, rows, left, columns) => {
  await expectSame(
    [numbers([2, 5, 6, 3], 1)],
    (x) => tf.tidy(() => tf.slice(padded(x), [0, top + 4, left + 4, 0], [2, rows, columns, 3])),
    (x) => windowOf(x, { start: top, size: rows }, { start: left, size: columns }),
  );
});

test('the whole is not copied', async () => {
  await tf.setBackend('wasm');
  const x = tf.ones([1, 2, 2, 1]);
  expect(windowOf(x, { start: 0, size: 2 }, { start: 0, size: 2 }).dataId).toBe(x.dataId);
});

test('weave puts the pixels of each phase in their places', async () => {
  await tf.setBackend('wasm');
  const phases = Array.from({ length: 6 }, (_, phase) => tf.fill([1, 1, 2, 1], phase));
  const woven = weave(phases, [1, 1, 2, 1], 2, 3);
  expect(woven.shape).toEqual([1, 2, 6, 1]);
  expect([...(await woven.data())]).toEqual([0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5]);
});
