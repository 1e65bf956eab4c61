import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CallArgs, Dataset, GanSystem, ImageBatch } from '@ganblocks/core';
import { toyData } from '../../tests/toyData';
import { discriminatorAccuracyOf, type Judgement } from './discriminatorAccuracyOf';
import { realImages } from './realImages';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

/** A system whose images are all 1 and whose discriminator gives their mean, plus what it is called with. */
function system(judge: (images: Tensor) => Tensor = (images) => tf.mean(images, [1, 2], true)): {
  made: GanSystem<never, unknown>;
  calls: CallArgs[];
} {
  const calls: CallArgs[] = [];
  const apply = (images: Tensor, call: CallArgs): Tensor => {
    calls.push(call);
    return judge(images);
  };
  const discriminator = { name: 'discriminator', trainable: [], statistics: [], apply };
  const sample = (count: number): Tensor4D => tf.ones([count, 2, 2, 1]);
  return { made: { name: 'ones', networks: { discriminator }, sample } as unknown as GanSystem<never, unknown>, calls };
}
const accuracyOf = (of: Partial<Judgement>): Promise<number | undefined> =>
  discriminatorAccuracyOf({ system: system().made, count: 8, reals: realImages(toyData(), { count: 8, seed: 1 }), seed: 1, ...of });

describe('discriminatorAccuracyOf', () => {
  test('ranks reals against the live generator, one logit an image, moving no statistics', async () => {
    const { made, calls } = system();
    await accuracyOf({ system: made });
    const before = tf.memory().numTensors;
    expect(await accuracyOf({ system: made })).toBe(0);
    expect(tf.memory().numTensors).toBe(before);
    expect(calls[0]).toMatchObject({ training: true, updateStatistics: false });
    expect(await accuracyOf({ score: (images) => tf.neg(tf.mean(images, [1, 2, 3])) })).toBe(1);
    expect(await accuracyOf({ score: (images) => tf.zeros([images.shape[0], 3, 3, 1]) })).toBe(0.5);
    expect(await accuracyOf({ fakes: (count) => tf.fill([count, 2, 2, 1], -1) })).toBe(1);
  });

  test('asks one of several heads for its logits', async () => {
    const mean = (images: Tensor): Tensor => tf.mean(images, [1, 2, 3]);
    const heads = (images: Tensor) => ({ logits: mean(images), classLogits: tf.zeros([8, 3]) });
    const [ofHeads, ofPlain] = [heads as unknown as typeof mean, mean].map((judge) => accuracyOf({ system: system(judge).made }));
    expect(await ofHeads).toBe(await ofPlain);
  });

  test('asks the system before its discriminator', async () => {
    const { made } = system();
    expect(await accuracyOf({ system: { ...made, score: (images) => tf.neg(tf.mean(images, [1, 2, 3])) } })).toBe(1);
    expect(await accuracyOf({ system: { ...made, score: null } })).toBeUndefined();
  });

  test('is undefined where there is none to ask', async () => {
    expect(await accuracyOf({ score: null })).toBeUndefined();
    expect(await accuracyOf({ system: { ...system().made, networks: {} } })).toBeUndefined();
  });

  test('teaches, and leaves no tensor', async () => {
    const conditional = system(() => {
      throw new Error('expected labels.');
    }).made;
    const pairs = { ...system().made, sample: () => { throw new Error('expected a photo.'); } }; // prettier-ignore
    const before = tf.memory().numTensors;
    await expect(accuracyOf({ system: conditional })).rejects.toThrow(
      "collapse: the discriminator of 'ones' must judge images alone. Got: expected labels. Pass 'score'",
    );
    await expect(accuracyOf({ system: pairs })).rejects.toThrow("'ones' must sample by a count. Got: expected a photo. Pass 'fakes'");
    await expect(accuracyOf({ system: system((images) => tf.zeros([images.shape[0], 4])).made })).rejects.toThrow('Got [8, 4].');
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('realImages', () => {
  const samples = (side: number): Tensor4D => tf.zeros([4, side, side, 1]);

  test('are the same at each look, of the size of samples, from one stream a size, closed again', async () => {
    const data = toyData();
    const reals = realImages(data, { count: 8, seed: 3 });
    const [one, other] = [await reals.like(samples(2)), await reals.like(samples(2))];
    expect([...one.dataSync()]).toEqual([...other.dataSync()]);
    expect((await reals.like(samples(5))).shape).toEqual([8, 5, 5, 1]);
    expect(await reals.spread(samples(5))).toBe(await reals.spread(samples(5)));
    expect(data.requests.map(({ resolution }) => resolution)).toEqual([undefined, undefined, 5]);
    expect(data.closed()).toBe(3);
  });

  test('are no more than there are', async () => {
    const reals = realImages({ ...toyData(), size: 3 }, { count: 64, seed: 3 });
    expect((await reals.like(samples(2))).shape).toEqual([3, 2, 2, 1]);
  });

  test('of batches without images are refused, and nothing is left', async () => {
    const next = () => Promise.resolve({ a: tf.zeros([2, 2]), b: tf.zeros([2, 2]) });
    const data = { ...toyData(), stream: () => ({ next, close: () => Promise.resolve() }) } as unknown as Dataset<ImageBatch>;
    const like = samples(2);
    const before = tf.memory().numTensors;
    await expect(realImages(data, { count: 4, seed: 0 }).like(like)).rejects.toThrow(
      "collapse: 'noise' must give batches with images [N, H, W, C]. Got a, b.",
    );
    expect(tf.memory().numTensors).toBe(before);
  });
});
