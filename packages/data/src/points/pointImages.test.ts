import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { gridMixture } from './mixtures';
import { pointImages } from './pointImages';

beforeAll(() => tf.setBackend('wasm'));

test('the points of a mixture as images of one pixel, in its order, its state too', async () => {
  const [mixture, request] = [gridMixture(), { batchSize: 6, seed: 3 }];
  const before = tf.memory().numTensors;
  const [points, images] = [mixture.stream(request), pointImages(mixture).stream(request)];
  for (let batch = 0; batch < 2; batch++) {
    const [expected, drawn] = [await points.next(), await images.next()];
    expect(drawn.images.shape).toEqual([6, 1, 1, 2]);
    expect(await drawn.images.data()).toEqual(await expected.points.data());
    tf.dispose([expected.points, expected.modes, drawn.images]);
  }
  expect(images.toJson()).toEqual(points.toJson());

  const again = pointImages(mixture).stream({ ...request, seed: 4 });
  again.restore(images.tensors(), images.toJson());
  const [expected, drawn] = [await points.next(), await again.next()];
  expect(await drawn.images.data()).toEqual(await expected.points.data());
  tf.dispose([expected.points, expected.modes, drawn.images]);
  for (const stream of [points, images, again]) await stream.close();
  expect(tf.memory().numTensors).toBe(before);
});

test('is called what the mixture is, and says what it is', () => {
  const { name, size, describe } = pointImages(gridMixture());
  expect({ name, size }).toEqual({ name: 'grid', size: 100_000 });
  expect(describe()).toMatchObject({ side: 5, view: 'pointImages' });
});
