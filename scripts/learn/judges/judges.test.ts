import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { mnist } from '@ganblocks/data/node';
import { featureRows } from '@ganblocks/metrics';
import { codesMetric } from './codes';
import { nearestNeighbour, reconstruction, testError, together } from './index';
import type { Drawn, Judge } from './judge';
import { pixels, rowsOf } from './labelledImages';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const drawn: Drawn = { name: 'fake', sample: () => tf.zeros([1, 1, 1, 1]) };
/** Few images, and that nothing is left behind. */
const measured = async (judge: Judge, system: Drawn): Promise<Readonly<Record<string, number>>> => {
  const before = tf.memory().numTensors;
  const open = await judge.open({ samples: 500, quiet: true });
  const figures = await open.measure(system);
  expect(await open.measure(system)).toEqual(figures);
  open.dispose();
  expect(tf.memory().numTensors).toBe(before);
  expect(Object.keys(figures)).toEqual(Object.keys(judge.figures));
  return figures;
};

test('rowsOf sees each image once, so many as are asked for, in an order of its own', async () => {
  const { features, labels } = await rowsOf(mnist({ split: 'test' }), 260, pixels);
  expect([features.rows, features.columns, labels.length]).toEqual([260, 784, 260]);
  const rows = Array.from({ length: 260 }, (_, i) => features.data.slice(i * 784, (i + 1) * 784).join());
  expect(new Set(rows).size).toBe(260);
});

describe('nearestNeighbour', () => {
  test('is that of the pixels where the features are those, and chance where they are all alike', async () => {
    const same = await measured(nearestNeighbour, { ...drawn, features: pixels });
    expect(same['nearestNeighbour']).toBe(same['pixels']);
    expect(same['pixels']).toBeGreaterThan(0.75);
    const blind = await measured(nearestNeighbour, { ...drawn, features: (images) => tf.zeros([images.shape[0], 3]) });
    expect(blind['nearestNeighbour']).toBeLessThan(0.2);
  });

  test('names what a system cannot do', async () => {
    const open = await nearestNeighbour.open({ samples: 10, quiet: true });
    await expect(open.measure(drawn)).rejects.toThrow(
      "nearestNeighbour: expected a system that has features(images). Got 'fake', which has none. Give it one, or choose another judge.",
    );
  });
});

describe('testError', () => {
  const always =
    (digit: number, classes = 10) =>
    (images: Tensor4D): Tensor2D =>
      tf.cast(tf.oneHot(tf.fill([images.shape[0]], digit, 'int32'), classes), 'float32') as Tensor2D;

  test('is the share of the other digits where all are called one', async () => {
    const errors = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(async (digit) => measuredOnce(always(digit))));
    expect(errors.reduce((sum, error) => sum + 1 - error, 0)).toBeCloseTo(1, 6);
    errors.forEach((error) => expect(Math.abs(error - 0.9)).toBeLessThan(0.05));
    expect(await measured(testError, { ...drawn, classify: always(1) })).toEqual({ error: errors[1] });
  });

  test('refuses logits of other classes', async () => {
    await expect(measuredOnce(always(1, 11))).rejects.toThrow(
      "testError: classify(images) must give 10 logits. Got 11 of 'fake'. Leave a class 'fake' out.",
    );
  });

  const measuredOnce = async (classify: (images: Tensor4D) => Tensor2D): Promise<number> => {
    const { error } = await (await testError.open({ samples: 500, quiet: true })).measure({ ...drawn, classify });
    return error!;
  };
});

test('reconstruction is the mean distance of a pixel', async () => {
  expect(await measured(reconstruction, { ...drawn, reconstruct: (images) => tf.clone(images) })).toEqual({ reconstruction: 0 });
  const off = await measured(reconstruction, { ...drawn, reconstruct: (images) => tf.sub(images, 0.25) });
  expect(off['reconstruction']).toBeCloseTo(0.25, 6);
});

test('together has the figures of all, and no more images than each wants', async () => {
  const seen: number[] = [];
  const judge = (name: string, samples: number): Judge => ({
    ...{ figures: { [name]: 'higher' }, samples, by: `by ${name}` },
    open: ({ samples: asked }) => {
      seen.push(asked);
      return Promise.resolve({ measure: () => Promise.resolve({ [name]: asked }), dispose: () => seen.push(-1) });
    },
  });
  const both = together(judge('a', 10), judge('b', 30));
  expect(both).toMatchObject({ figures: { a: 'higher', b: 'higher' }, samples: 30, by: 'by a; by b' });
  const open = await both.open({ samples: 20, quiet: true });
  expect(await open.measure(drawn)).toEqual({ a: 10, b: 20 });
  open.dispose();
  expect(seen).toEqual([10, 20, -1, -1]);
});

describe('codesMetric', () => {
  const fed = (pairs: readonly (readonly [code: number, digit: number])[]): number => {
    const metric = codesMetric();
    const logits = new Float32Array(10 * pairs.length);
    pairs.forEach(([, digit], i) => (logits[10 * i + digit] = 1));
    metric.addFake({ logits: featureRows(logits, 10), labels: Int32Array.from(pairs, ([code]) => code) });
    return metric.result().agreement;
  };
  const each = <T>(make: (code: number) => T): T[] => Array.from({ length: 10 }, (_, code) => make(code));

  test('does not mind which digit a category is, but that each has its own', () => {
    expect(fed(each((code) => [code, (3 * code + 4) % 10]))).toBe(1);
    expect(fed(each((code) => [code, 5]))).toBe(0.1);
    expect(fed(each((code) => [code, Math.floor(code / 2)]))).toBe(0.5);
  });

  test('forgets what it is told to', () => {
    const metric = codesMetric();
    metric.addFake({ logits: featureRows(Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0), 10), labels: Int32Array.of(3) });
    expect(metric.result()).toEqual({ agreement: 1 });
    metric.clear('fakes');
    expect(metric.result()).toEqual({ agreement: NaN });
  });
});
