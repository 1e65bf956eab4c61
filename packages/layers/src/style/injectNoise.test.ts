import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { chain, initializers, type ModelNetwork, network } from '../index';
import { injectNoise, type InjectNoiseArgs } from './injectNoise';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const strengthInitializer = initializers.constant(2);
const build = (args: InjectNoiseArgs, shape: (number | null)[] = [4, 3, 2]): ModelNetwork =>
  network(chain({ shape, name: 'net' }, injectNoise({ strengthInitializer, ...args })));
const x = (): Tensor4D => tf.ones([2, 4, 3, 2]);
const values = (y: Tensor): number[] => [...y.dataSync()];
/** The noise in an output, an image a row, from the first channel. */
const noiseIn = (y: Tensor): number[] => values(y).flatMap((value, i) => (i % 2 === 0 ? [(value - 1) / 2] : []));

describe('injectNoise', () => {
  test('training adds what the op adds from the same stream, and goes on drawing', () => {
    const net = build({});
    const random = randomStream(1);
    const first = net.apply(x(), { training: true, random });
    const expected = ops.injectNoise(x(), tf.scalar(2), { random: randomStream(1) });
    expect(values(first)).toEqual(values(expected));
    expect(values(net.apply(x(), { training: true, random }))).not.toEqual(values(first));
  });

  test('constant noise is one image for the whole batch, Gaussian, and the same at every call', () => {
    const net = build({}, [40, 30, 2]);
    const large = tf.ones([2, 40, 30, 2]);
    const y = net.apply(large, { training: false });
    expect(values(net.apply(large, { training: false }))).toEqual(values(y));
    const noise = noiseIn(y);
    expect(noise.slice(0, 1200)).toEqual(noise.slice(1200));
    const square = noise.reduce((sum, value) => sum + value * value, 0) / noise.length;
    expect(Math.abs(square - 1)).toBeLessThan(0.15);
    expect(net.statistics[0]!.shape).toEqual([40, 30]);
  });

  test('fresh noise in inference needs a stream, none needs nothing', () => {
    const fresh = build({ inference: 'fresh' });
    expect(fresh.statistics).toHaveLength(0);
    expect(() => fresh.apply(x(), { training: false })).toThrow('injectNoise: the call must carry a random stream. Got none.');
    expect(values(fresh.apply(x(), { training: false, random: randomStream(1) }))).not.toEqual(values(x()));
    expect(values(build({ inference: 'none' }).apply(x(), { training: false }))).toEqual(values(x()));
  });

  test('a strength a channel', () => {
    const net = build({ perChannel: true });
    net.trainable[0]!.assign(tf.tensor1d([0, 1]));
    const y = values(net.apply(x(), { training: true, random: randomStream(1) }));
    expect(y.filter((_, i) => i % 2 === 0)).toEqual(Array(24).fill(1));
    expect(new Set(y.filter((_, i) => i % 2 === 1)).size).toBe(24);
  });

  test('images of any size have no constant noise', () => {
    expect(() => build({}, [null, null, 2])).toThrow(
      "injectNoise: constant noise must know the size of the images. Got nullxnull. Fix it, or use inference 'fresh' or 'none'.",
    );
    expect(build({ inference: 'none' }, [null, null, 2]).apply(x(), { training: false }).shape).toEqual([2, 4, 3, 2]);
  });
});
