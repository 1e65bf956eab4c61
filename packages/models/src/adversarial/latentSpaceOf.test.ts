import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { dcgan } from '../dcgan/dcgan';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const TINY = { resolution: 16, imageChannels: 1, latentSize: 3, width: 2 } as const;

test.each(['normal', 'uniform'] as const)('%s latents of a system are what it samples from', (latents) => {
  const gan = dcgan({ ...TINY, latents });
  const before = tf.memory().numTensors;
  const { name, size, distribution, styles, centre, draw, render } = gan.latents;
  expect([name, size, distribution, styles, centre]).toEqual(['z', 3, latents, undefined, undefined]);
  const random = randomStream(5);
  const z = draw(2, random);
  const [images, same] = [render(z, { random }), gan.sample(2, { random: randomStream(5) })];
  expect([z.shape, images.shape]).toEqual([[2, 3], [2, 16, 16, 1]]); // prettier-ignore
  expect(images.dataSync()).toEqual(same.dataSync());
  tf.dispose([z, images, same]);
  expect(tf.memory().numTensors).toBe(before);
  gan.dispose();
});

test('rendering can be differentiated by the latents', () => {
  const gan = dcgan({ ...TINY, seed: 3 });
  const [z, random] = [tf.tensor2d([[0.3, -1, 0.5]]), randomStream(1)];
  const brightness = (x: tf.Tensor): tf.Tensor => tf.sum(gan.latents.render(x as tf.Tensor2D, { random }));
  const [slope] = tf.grad(brightness)(z).dataSync();
  const at = (change: number): number => brightness(tf.tensor2d([[0.3 + change, -1, 0.5]])).dataSync()[0] ?? NaN;
  expect(slope).toBeCloseTo((at(1e-2) - at(-1e-2)) / 2e-2, 3);
  gan.dispose();
});
