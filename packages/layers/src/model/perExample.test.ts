import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  batchNorm,
  chain,
  conv2d,
  dense,
  dropout,
  flatten,
  layerNorm,
  leakyRelu,
  minibatchStdDev,
  network,
  type Part,
  residualDown,
  spectralNorm,
} from '../index';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const perExample = (...parts: Part[]): boolean => {
  const net = network(chain({ shape: [4, 4, 2] }, ...parts, flatten(), dense({ units: 1 })));
  net.dispose();
  return net.perExample ?? false;
};

describe('perExample', () => {
  test('is true of convolutions, residual blocks and normalizations within an example', () => {
    expect(perExample(conv2d({ channels: 2, kernelSize: 3 }), leakyRelu())).toBe(true);
    expect(perExample(residualDown({ channels: 4, norm: () => layerNorm() }))).toBe(true);
    expect(perExample(chain({ shape: [4, 4, 2], name: 'inner' }, conv2d({ channels: 2, kernelSize: 1 })))).toBe(true);
  });

  test('is false where examples meet, something is drawn, or something moves', () => {
    expect(perExample(minibatchStdDev())).toBe(false);
    expect(perExample(dropout({ rate: 0.5 }))).toBe(false);
    expect(perExample(batchNorm())).toBe(false);
    expect(perExample(conv2d({ channels: 2, kernelSize: 3, reparam: spectralNorm() }))).toBe(false);
    expect(perExample(chain({ shape: [4, 4, 2], name: 'inner' }, minibatchStdDev()))).toBe(false);
  });
});
