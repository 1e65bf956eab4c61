import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from '@jest/globals';
import { named, r3ganBasis, r3ganBlock, r3ganDown, r3ganHead, r3ganUp, sequence } from '../../index';
import { doubledImage, repeated, sum, tent } from '../../testing/equalizedOracle';
import * as float64 from '../../testing/float64/index';
import { differenceFromFormula, type Weight } from '../../testing/networkOracle';

type Array64 = float64.Array64;

const { dense, leakyRelu, map, upfirdn2d } = float64;

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

/** R3GAN, section 3.3: 1 × 1, bias, LReLU, grouped 3 × 3, bias, LReLU, 1 × 1, added to x. */
const r3gan = (x: Array64, weight: Weight, path: string, groups: number): Array64 => {
  const first = float64.conv2d(x, weight(`${path}/conv1/kernel`), { bias: weight(`${path}/conv1/bias`) });
  const second = float64.conv2d(leakyRelu(first), weight(`${path}/conv2/kernel`), {
    padding: 1,
    groups,
    bias: weight(`${path}/conv2/bias`),
  });
  return sum(x, float64.conv2d(leakyRelu(second), weight(`${path}/conv3/kernel`)));
};

test('R3GAN’s generator', async () => {
  const build = (z: SymbolicTensor): SymbolicTensor => {
    const stage = [
      named('base', r3ganBasis({ channels: 4 })),
      named('block', r3ganBlock({ groups: 2 })),
      named('up', r3ganUp({ channels: 3 })),
    ];
    return sequence(...stage)(z, '');
  };
  const largest = await differenceFromFormula([[5]], build, (weight, z) => {
    const said = dense(z, weight('base/weigh/kernel'));
    const basis = map(
      repeated(weight('base/basis/constant'), 2),
      (value, place) => value * said.data[Math.floor(place / 64) * 4 + (place % 4)]!,
    );
    return doubledImage(float64.conv2d(r3gan(basis, weight, 'block', 2), weight('up/conv/kernel')));
  });
  expect(largest).toBeLessThan(1e-5);
});

test('R3GAN’s discriminator', async () => {
  const build = (x: SymbolicTensor): SymbolicTensor => {
    const stage = [
      named('block', r3ganBlock({ groups: 2 })),
      named('down', r3ganDown({ channels: 6 })),
      named('head', r3ganHead({ outputs: 2 })),
    ];
    return sequence(...stage)(x, '');
  };
  const largest = await differenceFromFormula([[8, 8, 3]], build, (weight, x) => {
    const half = upfirdn2d(r3gan(x, weight, 'block', 2), tent, { down: 2, padding: [1, 1] });
    const features = float64.conv2d(half, weight('down/conv/kernel'));
    const basis = weight('head/basis/kernel');
    const shape = [basis.shape[0]!, basis.shape[1]!, 1, 6];
    const compared = float64.conv2d(features, { shape, data: basis.data }, { groups: 6 });
    return dense({ shape: [2, 6], data: compared.data }, weight('head/weigh/kernel'));
  });
  expect(largest).toBeLessThan(1e-5);
});
