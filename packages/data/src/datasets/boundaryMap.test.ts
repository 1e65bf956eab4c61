import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import type { Tensor3D } from '@tensorflow/tfjs-core';
import { boundaryMap } from './boundaryMap';

async function boundariesOf(...maps: readonly (readonly (readonly number[])[])[]): Promise<number[]> {
  const map = tf.tensor3d(maps.flat(2), [maps.length, maps[0]!.length, maps[0]![0]!.length], 'int32');
  const before = tf.memory().numTensors;
  const result = boundaryMap(map);
  expect(tf.memory().numTensors).toBe(before + 1);
  expect([result.shape, result.dtype]).toEqual([[...map.shape, 1], 'float32']);
  const values = [...(await result.data())];
  tf.dispose([map, result]);
  return values;
}

describe.each(['wasm', 'cpu'])('boundaryMap on %s', (backend) => {
  beforeAll(() => tf.setBackend(backend));

  test('marks both sides of a boundary, and no border of the image', async () => {
    const map = [
      [1, 1, 1, 1],
      [1, 1, 1, 1],
      [1, 1, 2, 2],
      [1, 1, 2, 2],
    ];
    // prettier-ignore
    expect(await boundariesOf(map)).toEqual([
      0, 0, 0, 0,
      0, 0, 1, 1,
      0, 1, 1, 1,
      0, 1, 1, 0,
    ]);
  });

  test('sees an object of one pixel, and no diagonal neighbour', async () => {
    const map = [
      [0, 0, 0],
      [0, 5, 0],
      [0, 0, 0],
    ];
    expect(await boundariesOf(map)).toEqual([0, 1, 0, 1, 1, 1, 0, 1, 0]);
  });

  test('keeps the maps of a batch apart, and large numbers', async () => {
    expect(await boundariesOf([[16777214, 16777215]], [[3, 3]], [[4, 4]])).toEqual([1, 1, 0, 0, 0, 0]);
    expect(await boundariesOf([[9]])).toEqual([0]);
    expect(await boundariesOf([[26001], [26001], [26002]])).toEqual([0, 1, 1]);
  });
});

describe('boundaryMap', () => {
  test('teaches what it needs', () => {
    expect(() => boundaryMap(tf.zeros([1, 2, 2]))).toThrow(
      /instance map must be int32 of shape \[N, H, W\]\. Got float32 of shape \[1,2,2\]\./,
    );
    expect(() => boundaryMap(tf.zeros([1, 2, 2, 1], 'int32') as unknown as Tensor3D)).toThrow(/Got int32 of shape \[1,2,2,1\]/);
  });
});
