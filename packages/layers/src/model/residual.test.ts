import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { installGradients } from '@ganblocks/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { chain, dense, initializers, network, relu, residual, sequence } from '../index';

const twice = () => dense({ units: 2, initializer: initializers.constant(2), useBias: false });
const thrice = () => dense({ units: 2, initializer: initializers.constant(3), useBias: false });

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  installGradients();
});

describe('residual', () => {
  test('adds x to what the branch makes of it', () => {
    const net = network(chain({ shape: [2] }, residual({ main: sequence(twice(), relu()) })));
    expect([...net.apply(tf.tensor2d([[1, 2], [-3, 1]]), { training: false }).dataSync()]).toEqual([7, 8, -3, 1]); // prettier-ignore
    net.dispose();
  });

  test('has a shortcut of its own, which may change the shape', () => {
    const wide = dense({ units: 3, initializer: initializers.constant(1), useBias: false });
    const shortcut = sequence(dense({ units: 3, initializer: initializers.constant(10), useBias: false }));
    const net = network(chain({ shape: [2] }, residual({ main: sequence(wide), shortcut })));
    expect([...net.apply(tf.tensor2d([[1, 2]]), { training: false }).dataSync()]).toEqual([33, 33, 33]);
    net.dispose();
  });

  test('names its layers by branch, alike whenever it is built', () => {
    const build = () => chain({ shape: [2] }, residual({ main: sequence(twice(), relu()), shortcut: sequence(thrice()) }));
    const expected = ['input', 'block1/dense1', 'block1/relu1', 'block1/shortcut/dense1', 'block1/sum'];
    for (const model of [build(), build()]) {
      expect(model.layers.map(({ name }) => name).sort()).toEqual([...expected].sort());
      model.dispose();
    }
  });

  test('gradients reach both branches and x', () => {
    const net = network(chain({ shape: [2] }, residual({ main: sequence(twice()), shortcut: sequence(thrice()) })));
    const x = tf.tensor2d([[1, 2]]);
    const score = (at: Tensor): Tensor => tf.sum(net.apply(at, { training: true }));
    expect([...tf.grad(score)(x).dataSync()]).toEqual([10, 10]); // 2 outputs · (2 + 3)
    const { grads } = tf.variableGrads(() => tf.reshape<tf.Rank.R0>(score(x), []), [...net.trainable]);
    for (const { name } of net.trainable) expect([...grads[name]!.dataSync()]).toEqual([1, 1, 2, 2]);
    net.dispose();
  });

  test('refuses branches of unlike shapes', () => {
    const narrow = residual({ main: sequence(dense({ units: 3 })) });
    expect(() => chain({ shape: [2] }, narrow)).toThrow(
      "residual: both branches of 'block1' must give one shape. Got [null, 3] from main and [null, 2] past it. Give it a shortcut that fits.",
    );
  });

  test('frees everything', () => {
    const x = tf.ones([3, 2]);
    const before = tf.memory().numTensors;
    const net = network(chain({ shape: [2] }, residual({ main: sequence(twice()), shortcut: sequence(thrice()) })));
    net.apply(x, { training: true }).dispose();
    net.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
