import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { combineRgb, embedding, input, type ModelNetwork, network, projectionHead, skipLayerExcitation } from '../index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const inference = { training: false };
const draw = (name: string, shape: number[]): Tensor => randomStream(6).split(name).normal(shape);
const values = (x: Tensor): number[] => [...x.dataSync()];

function imagesNet(layer: tfl.layers.Layer, shapes: readonly [number[], number[]]): ModelNetwork<Tensor[]> {
  const inputs = shapes.map((shape, i) => input({ shape, name: `input${i}`, seed: 3 }));
  return network<Tensor[]>(tfl.model({ inputs, outputs: layer.apply(inputs) as tfl.SymbolicTensor, name: 'net' }));
}

describe('embedding', () => {
  test('is the row of each label, plus the bias', () => {
    const labels = input({ shape: [], dtype: 'int32' });
    const outputs = embedding({ classes: 3, size: 2, useBias: true }).apply(labels) as tfl.SymbolicTensor;
    const net = network(tfl.model({ inputs: labels, outputs }));
    const [table, bias] = net.trainable;
    table!.assign(tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]));
    bias!.assign(tf.tensor1d([10, 20]));
    expect(values(net.apply(tf.tensor1d([2, 0, 2], 'int32'), inference))).toEqual([15, 26, 11, 22, 15, 26]);
  });
});

describe('projectionHead', () => {
  test('is the kernel and the row of the label, both along the features', () => {
    const [features, labels] = [input({ shape: [3], seed: 3 }), input({ shape: [], name: 'labels', dtype: 'int32' })];
    const outputs = projectionHead({ classes: 4 }).apply([features, labels]) as tfl.SymbolicTensor;
    const net = network<Tensor[]>(tfl.model({ inputs: [features, labels], outputs }));
    const [kernel, bias, table] = net.trainable as unknown as [Tensor2D, Tensor1D, Tensor2D];
    const [h, y] = [draw('h', [2, 3]) as Tensor2D, tf.tensor1d([3, 1], 'int32')];
    expect(values(net.apply([h, y], inference))).toEqual(values(ops.projectionHead(h, y, { kernel, bias, table })));
  });
});

describe('combineRgb', () => {
  test.each(['simple', 'linearConcat', 'concatLinear'] as const)('%s is the op with its weights', (form) => {
    const layer = combineRgb(form === 'simple' ? { form } : { form, channels: 5 });
    const [features, rgb] = [draw('features', [2, 3, 3, 4]) as Tensor4D, draw('rgb', [2, 3, 3, 2]) as Tensor4D];
    const net = imagesNet(layer, [[3, 3, 4], [3, 3, 2]]); // prettier-ignore
    const [kernel, bias] = net.trainable as unknown as [Tensor4D, Tensor1D];
    const expected = ops.combineRgb(features, rgb, form === 'simple' ? {} : { form, kernel, bias });
    expect(values(net.apply([features, rgb], inference))).toEqual(values(expected));
  });
});

describe('skipLayerExcitation', () => {
  test.each(['leakyRelu', 'swish'] as const)('with %s is the op with its weights', (activation) => {
    const [high, low] = [draw('high', [2, 5, 6, 3]) as Tensor4D, draw('low', [2, 8, 8, 2]) as Tensor4D];
    const net = imagesNet(skipLayerExcitation({ activation }), [[5, 6, 3], [8, 8, 2]]); // prettier-ignore
    const [squeeze, expand] = net.trainable as unknown as [Tensor4D, Tensor4D];
    expect([squeeze.shape, expand.shape]).toEqual([[4, 4, 2, 3], [1, 1, 3, 3]]); // prettier-ignore
    const options = activation === 'swish' ? { activation: (x: Tensor4D): Tensor4D => tf.mul(x, tf.sigmoid(x)) } : {};
    const expected = ops.skipLayerExcitation(high, low, { squeeze, expand, ...options });
    expect(values(net.apply([high, low], inference))).toEqual(values(expected));
  });
});
