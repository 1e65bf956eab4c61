import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from '@jest/globals';
import {
  averagePool as averagePooled,
  fading,
  fromRgb,
  minibatchHead,
  msgDown,
  named,
  proganBase,
  proganDown,
  proganUp,
  resizeNearest,
  sequence,
  toRgb,
} from '../../index';
import { conv, equal, head } from '../../testing/equalizedOracle';
import * as float64 from '../../testing/float64/index';
import { differenceFromFormula, type Weight } from '../../testing/networkOracle';

type Array64 = float64.Array64;

const { add, averagePool, concatenate, dense, leakyRelu, map, minibatchStdDev, pixelNorm, upfirdn2d, upsampleNearest } = float64;
const { SQRT2 } = Math;

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

/** ProGAN, table 2: NN-up, then conv, LReLU and pixel norm twice. */
const proganStage = (x: Array64, weight: Weight, path: string): Array64 =>
  ['conv1', 'conv2'].reduce((y, word) => pixelNorm(leakyRelu(conv(y, weight, `${path}/${word}`, SQRT2))), upsampleNearest(x));
const proganStart = (z: Array64, weight: Weight, channels: number): Array64 => {
  const flat = dense(pixelNorm(z), equal(weight('4x4/dense/kernel'), SQRT2 / 4));
  const maps = { shape: [z.shape[0]!, 4, 4, channels], data: flat.data };
  const first = pixelNorm(leakyRelu(add(maps, weight('4x4/bias/bias'))));
  return pixelNorm(leakyRelu(conv(first, weight, '4x4/conv', SQRT2)));
};
const mixed = (before: Array64, after: Array64, alpha: Array64): Array64 => {
  const each = before.data.length / alpha.data.length;
  return map(before, (value, place) => {
    const share = alpha.data[Math.floor(place / each)]!;
    return (1 - share) * value + share * after.data[place]!;
  });
};

test('ProGAN’s generator with a fade', async () => {
  const build = (z: SymbolicTensor, alpha: SymbolicTensor): SymbolicTensor => {
    const before = sequence(named('rgb4', toRgb()), resizeNearest({ factor: 2 }));
    const after = sequence(named('8x8', proganUp({ channels: 3 })), named('rgb8', toRgb()));
    return fading({ before, after, alpha })(proganBase({ channels: 4 })(z, '4x4'), 'grow8');
  };
  const largest = await differenceFromFormula([[5], []], build, (weight, z, alpha) => {
    const features = proganStart(z, weight, 4);
    const before = upsampleNearest(conv(features, weight, 'rgb4/toRgb', 1));
    return mixed(before, conv(proganStage(features, weight, '8x8'), weight, 'rgb8/toRgb', 1), alpha);
  });
  expect(largest).toBeLessThan(1e-5);
});

/** ProGAN, table 2, StyleGAN with a blur between: conv, LReLU, conv, LReLU, mean of 2 × 2. */
const down = (x: Array64, weight: Weight, path: string, blurred = false): Array64 => {
  const first = leakyRelu(conv(x, weight, `${path}/conv1`, SQRT2));
  const smooth = blurred ? upfirdn2d(first, [0.25, 0.5, 0.25], { padding: [1, 1] }) : first;
  return averagePool(leakyRelu(conv(smooth, weight, `${path}/conv2`, SQRT2)));
};
const seen = (x: Array64, weight: Weight, path: string): Array64 => leakyRelu(conv(x, weight, `${path}/fromRgb`, SQRT2));

test('ProGAN’s critic with a fade', async () => {
  const build = (images: SymbolicTensor, alpha: SymbolicTensor): SymbolicTensor => {
    const before = sequence(averagePooled(), named('rgb2', fromRgb({ channels: 4 })));
    const after = sequence(named('rgb4', fromRgb({ channels: 3 })), named('4x4', proganDown({ channels: 4 })));
    return minibatchHead({ units: 6 })(fading({ before, after, alpha })(images, 'grow4'), 'head');
  };
  const largest = await differenceFromFormula([[4, 4, 3], []], build, (weight, images, alpha) => {
    const before = seen(averagePool(images), weight, 'rgb2');
    return head(mixed(before, down(seen(images, weight, 'rgb4'), weight, '4x4'), alpha), weight, [SQRT2, 1]);
  });
  expect(largest).toBeLessThan(1e-5);
});

test.each(['simple', 'linearConcat', 'concatLinear'] as const)('MSG-GAN’s discriminator, %s', async (form) => {
  const build = (x: SymbolicTensor, image: SymbolicTensor): SymbolicTensor =>
    msgDown({ channels: 3, image, form, imageChannels: 5 })(x, '4x4');
  const largest = await differenceFromFormula(
    [
      [4, 4, 2],
      [4, 4, 3],
    ],
    build,
    (weight, x, image) => {
      const own = form === 'linearConcat' ? conv(image, weight, '4x4/combine', 1) : image;
      const both = concatenate(own, x);
      return down(minibatchStdDev(form === 'concatLinear' ? conv(both, weight, '4x4/combine', 1) : both), weight, '4x4');
    },
  );
  expect(largest).toBeLessThan(1e-5);
});

test('StyleGAN’s discriminator, with a blur', async () => {
  const largest = await differenceFromFormula(
    [[8, 8, 3]],
    (images) => sequence(named('rgb8', fromRgb({ channels: 3 })), named('8x8', proganDown({ channels: 4, filter: [1, 2, 1] })))(images, ''),
    (weight, images) => down(seen(images, weight, 'rgb8'), weight, '8x8', true),
  );
  expect(largest).toBeLessThan(1e-5);
});
