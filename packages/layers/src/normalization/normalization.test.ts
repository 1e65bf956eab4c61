import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type CallArgs, randomStream } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { network } from '../model/network';
import { withWeights } from '../model/withWeights';
import { modelOf } from '../testing/exampleNetwork';
import {
  adain,
  batchNorm,
  classConditionalBatchNorm,
  conditionalBatchNorm,
  featureAdain,
  groupNorm,
  instanceNorm,
  layerNorm,
  pixelNorm,
  selfModulatedBatchNorm,
  spade,
} from './index';

type Weights = Readonly<Record<string, Tensor>>;
type Inputs = readonly [Tensor, ...Tensor[]];

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const training: CallArgs = { training: true, updateStatistics: false };
const inference: CallArgs = { training: false };
const images = (channels = 4, size: readonly [number, number] = [3, 2]): Tensor4D =>
  randomStream(1).normal([3, ...size, channels], { mean: 1 }) as Tensor4D;
const vectors = (length: number): Tensor2D => randomStream(2).normal([3, length]) as Tensor2D;

/** Lends random weights to a layer, and compares what it makes of the inputs with what `expected` makes of them and those weights. */
function expectLayer(layer: layers.Layer, inputs: Inputs, call: CallArgs, expected: (weights: Weights) => Tensor): void {
  const examples = inputs.map(({ shape, dtype }) => ({
    shape: shape.slice(1),
    of: dtype === 'int32' ? ({ below: 3 } as const) : ('numbers' as const),
  }));
  const net = network(modelOf(layer, examples));
  const random = randomStream(3);
  const lent: Record<string, Tensor> = {};
  const words: Record<string, Tensor> = {};
  for (const { name, shape } of [...net.trainable, ...net.statistics]) {
    const value = random.split(name).uniform(shape, { low: 0.2, high: 1 });
    lent[name] = value;
    words[name.split('/').pop()!] = value;
  }
  const y = withWeights(net, lent, () => net.model.apply([...inputs], { ...call })) as Tensor;
  const far = tf.max(tf.abs(tf.sub(y, expected(words)))).dataSync()[0];
  expect(far).toBeLessThan(2e-6);
  net.dispose();
}

const vector = (w: Weights, name: string): Tensor1D => w[name] as Tensor1D;
const matrix = (w: Weights, name: string): Tensor2D => w[name] as Tensor2D;
const affine = (w: Weights) => ({ scale: vector(w, 'scale'), offset: vector(w, 'offset') });
const moving = (w: Weights) => ({ mean: vector(w, 'movingMean'), variance: vector(w, 'movingVariance') });
const dense = (x: Tensor2D, w: Weights, name: string): Tensor2D => ops.dense(x, matrix(w, name), { bias: vector(w, `${name}Bias`) });

describe('a normalization layer is its op, with its weights', () => {
  test('batchNorm', () => {
    const x = images();
    expectLayer(batchNorm(), [x], training, (w) => ops.batchNorm(x, affine(w)));
    expectLayer(batchNorm({ epsilon: 0.1 }), [x], inference, (w) => ops.batchNorm(x, { ...affine(w), ...moving(w), epsilon: 0.1 }));
  });

  test('instanceNorm, by each sample or by its averages', () => {
    const x = images();
    expectLayer(instanceNorm(), [x], inference, (w) => ops.instanceNorm(x, affine(w)));
    expectLayer(instanceNorm({ useScale: false, useOffset: false, epsilon: 0.1 }), [x], training, () =>
      ops.instanceNorm(x, { epsilon: 0.1 }),
    );
    expectLayer(instanceNorm({ trackStatistics: true }), [x], training, (w) => ops.instanceNorm(x, affine(w)));
    expectLayer(instanceNorm({ trackStatistics: true }), [x], inference, (w) => ops.batchNorm(x, { ...affine(w), ...moving(w) }));
  });

  test('layerNorm, groupNorm, pixelNorm', () => {
    const x = images();
    expectLayer(layerNorm(), [x], training, (w) => ops.layerNorm(x, affine(w)));
    expectLayer(layerNorm({ over: 'channels', epsilon: 0.1 }), [x], training, (w) =>
      ops.layerNorm(x, { ...affine(w), over: 'channels', epsilon: 0.1 }),
    );
    expectLayer(groupNorm({ groups: 2 }), [x], training, (w) => ops.groupNorm(x, { ...affine(w), groups: 2 }));
    expectLayer(pixelNorm({ epsilon: 0.1 }), [x], training, () => ops.pixelNorm(x, { epsilon: 0.1 }));
  });

  test('conditionalBatchNorm, as in BigGAN', () => {
    const [x, condition] = [images(), vectors(5)];
    const options = (w: Weights) => ({
      scale: tf.add<Tensor2D>(tf.matMul(condition, matrix(w, 'scale')), 1),
      offset: tf.matMul<Tensor2D>(condition, matrix(w, 'offset')),
    });
    expectLayer(conditionalBatchNorm(), [x, condition], training, (w) => ops.conditionalBatchNorm(x, options(w)));
    expectLayer(conditionalBatchNorm(), [x, condition], inference, (w) => ops.conditionalBatchNorm(x, { ...options(w), ...moving(w) }));
    expectLayer(conditionalBatchNorm({ useBias: true }), [x, condition], training, (w) =>
      ops.conditionalBatchNorm(x, { scale: tf.add(dense(condition, w, 'scale'), 1), offset: dense(condition, w, 'offset') }),
    );
  });

  test('classConditionalBatchNorm takes the rows of each label', () => {
    const [x, labels] = [images(), tf.tensor1d([2, 0, 2], 'int32')];
    expectLayer(classConditionalBatchNorm({ classes: 3 }), [x, labels], training, (w) =>
      ops.conditionalBatchNorm(x, { scale: tf.gather(matrix(w, 'scale'), labels), offset: tf.gather(matrix(w, 'offset'), labels) }),
    );
  });

  test('selfModulatedBatchNorm, with one hidden layer or two', () => {
    const [x, latent] = [images(), vectors(5)];
    const inner = (w: Weights, name: string): Tensor2D => tf.relu(dense(latent, w, name));
    for (const shareHidden of [true, false]) {
      expectLayer(selfModulatedBatchNorm({ hidden: 6, shareHidden }), [x, latent], training, (w) => {
        const offset = dense(inner(w, shareHidden ? 'hidden' : 'offsetHidden'), w, 'offset');
        return ops.conditionalBatchNorm(x, { scale: dense(inner(w, 'hidden'), w, 'scale'), offset });
      });
    }
  });

  test('adain, by a style and by another image', () => {
    const [x, style, other] = [images(), vectors(5), images(4, [2, 2])];
    expectLayer(adain(), [x, style], training, (w) => {
      const [scale, offset] = tf.split(ops.dense(style, matrix(w, 'kernel'), { bias: vector(w, 'bias') }), 2, 1) as [Tensor2D, Tensor2D];
      return ops.adain(x, { scale: tf.add(scale, 1), offset });
    });
    expectLayer(featureAdain(), [x, other], training, () => ops.featureAdain(x, other));
  });

  test('spade, of the batch or of each sample', () => {
    const [x, labelMap] = [images(2, [6, 4]), images(3, [3, 8])];
    const convolved = (map: Tensor4D, w: Weights, name: string): Tensor4D =>
      ops.conv2d(map, w[name] as Tensor4D, { padding: 1, bias: vector(w, `${name}Bias`) });
    const maps = (w: Weights) => {
      const hidden = tf.relu(convolved(tf.image.resizeNearestNeighbor(labelMap, [6, 4]), w, 'hidden'));
      return { scale: tf.add<Tensor4D>(convolved(hidden, w, 'scale'), 1), offset: convolved(hidden, w, 'offset') };
    };
    expectLayer(spade({ hidden: 5 }), [x, labelMap], training, (w) => ops.spade(x, maps(w)));
    expectLayer(spade({ hidden: 5 }), [x, labelMap], inference, (w) => ops.spade(x, { ...maps(w), ...moving(w) }));
    expectLayer(spade({ hidden: 5, norm: 'instance' }), [x, labelMap], training, (w) => ops.spade(x, { ...maps(w), norm: 'instance' }));
  });
});
