import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from '@jest/globals';
import {
  fromRgb,
  minibatchHead,
  named,
  sequence,
  stylegan2Base,
  stylegan2Down,
  stylegan2Synthesis,
  stylegan2ToRgb,
  styleganBase,
  styleganSynthesis,
  toRgb,
} from '../../index';
import { conv, doubledImage, equal, head, repeated, sum, tent } from '../../testing/equalizedOracle';
import * as float64 from '../../testing/float64/index';
import { differenceFromFormula, type Weight } from '../../testing/networkOracle';

type Array64 = float64.Array64;

const { add, dense, instanceNorm, leakyRelu, map, upfirdn2d, upsampleNearest } = float64;
const { SQRT1_2, SQRT2 } = Math;

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

/** StyleGAN, figure 1b and eq. 1: noise, bias, LReLU, then (1 + s) · instanceNorm + b. */
const styled = (x: Array64, w: Array64, weight: Weight, path: string): Array64 => {
  const [, height = 0, width = 0, channels = 1] = x.shape;
  const [noise, strength, bias] = [weight(`${path}/noise/noise`), weight(`${path}/noise/strength`), weight(`${path}/bias/bias`)];
  const noisy = map(x, (value, place) => {
    const [c, pixel] = [place % channels, Math.floor(place / channels) % (height * width)];
    return value + strength.data[c]! * noise.data[pixel]! + bias.data[c]!;
  });
  const style = dense(w, equal(weight(`${path}/style/kernel`)), weight(`${path}/style/bias`));
  return map(instanceNorm(leakyRelu(noisy), 1e-8), (value, place) => {
    const [c, n] = [place % channels, Math.floor(place / (channels * height * width))];
    return (1 + style.data[n * 2 * channels + c]!) * value + style.data[(n * 2 + 1) * channels + c]!;
  });
};

test('StyleGAN’s synthesis network, with two styles', async () => {
  const build = (w: SymbolicTensor, other: SymbolicTensor): SymbolicTensor => {
    const base = styleganBase({ channels: 4, latents: w })(w, '4x4');
    return toRgb()(styleganSynthesis({ channels: 3, latents: [w, other] })(base, '8x8'), 'rgb');
  };
  const largest = await differenceFromFormula([[5], [5]], build, (weight, w, other) => {
    const start = styled(repeated(weight('4x4/constant/constant'), 2), w, weight, '4x4/layer1');
    const base = styled(conv(start, weight, '4x4/layer2/conv', SQRT2, false), w, weight, '4x4/layer2');
    const doubled = conv(upsampleNearest(base), weight, '8x8/layer1/conv', SQRT2, false);
    const first = styled(upfirdn2d(doubled, [0.25, 0.5, 0.25], { padding: [1, 1] }), w, weight, '8x8/layer1');
    const second = styled(conv(first, weight, '8x8/layer2/conv', SQRT2, false), other, weight, '8x8/layer2');
    return conv(second, weight, 'rgb/toRgb', 1);
  });
  expect(largest).toBeLessThan(3e-5);
});

/** StyleGAN2, figure 2c: modulated convolution, noise, bias, √2 · LReLU. */
const layer2 = (x: Array64, w: Array64, weight: Weight, path: string, { up = false, gain = SQRT2 } = {}): Array64 => {
  const affine = dense(w, equal(weight(`${path}/conv/affine`)), weight(`${path}/conv/affineBias`));
  const y = float64.modulatedConv2d(x, equal(weight(`${path}/conv/kernel`)), affine, up ? { doubledBy: tent } : {});
  const [, height = 0, width = 0, channels = 1] = y.shape;
  const [noise, strength] = [weight(`${path}/noise/noise`), weight(`${path}/noise/strength`)];
  const noisy = map(y, (value, place) => value + strength.data[0]! * noise.data[Math.floor(place / channels) % (height * width)]!);
  return leakyRelu(add(noisy, weight(`${path}/conv/bias`)), { gain });
};
const rgb2 = (x: Array64, w: Array64, weight: Weight, path: string): Array64 => {
  const affine = dense(w, equal(weight(`${path}/toRgb/affine`)), weight(`${path}/toRgb/affineBias`));
  const image = float64.modulatedConv2d(x, equal(weight(`${path}/toRgb/kernel`)), affine, { demodulate: false });
  return add(image, weight(`${path}/toRgb/bias`));
};

test('StyleGAN2’s synthesis network, whose images add up', async () => {
  const build = (w: SymbolicTensor, other: SymbolicTensor): SymbolicTensor => {
    const base = stylegan2Base({ channels: 4, latents: w })(w, '4x4');
    const image = stylegan2ToRgb({ latents: w })(base, 'rgb4');
    const features = stylegan2Synthesis({ channels: 3, latents: [w, other] })(base, '8x8');
    return stylegan2ToRgb({ latents: other, image })(features, 'rgb8');
  };
  const largest = await differenceFromFormula([[5], [5]], build, (weight, w, other) => {
    const base = layer2(repeated(weight('4x4/constant/constant'), 2), w, weight, '4x4/layer1');
    const features = layer2(layer2(base, w, weight, '8x8/layer1', { up: true }), other, weight, '8x8/layer2');
    return sum(doubledImage(rgb2(base, w, weight, 'rgb4')), rgb2(features, other, weight, 'rgb8'));
  });
  expect(largest).toBeLessThan(3e-5);
});

test('StyleGAN2’s synthesis network with residual blocks', async () => {
  const build = (x: SymbolicTensor, w: SymbolicTensor): SymbolicTensor =>
    stylegan2Synthesis({ channels: 3, latents: w, form: 'residual' })(x, '8x8');
  const largest = await differenceFromFormula([[4, 4, 4], [5]], build, (weight, x, w) => {
    const main = layer2(layer2(x, w, weight, '8x8/layer1', { up: true }), w, weight, '8x8/layer2', { gain: SQRT2 * SQRT1_2 });
    return sum(main, doubledImage(conv(x, weight, '8x8/shortcut/conv', SQRT1_2, false)));
  });
  expect(largest).toBeLessThan(3e-5);
});

test('StyleGAN2’s discriminator without shortcuts, and its head', async () => {
  const build = (x: SymbolicTensor): SymbolicTensor => {
    const features = sequence(
      named('rgb', fromRgb({ channels: 2, gainOn: 'activation' })),
      named('8x8', stylegan2Down({ channels: 3, form: 'plain' })),
    )(x, '');
    return minibatchHead({ gainOn: 'activation' })(features, 'head');
  };
  const largest = await differenceFromFormula([[8, 8, 3]], build, (weight, x) => {
    const first = leakyRelu(conv(x, weight, 'rgb/fromRgb', 1), { gain: SQRT2 });
    const second = leakyRelu(conv(first, weight, '8x8/conv1', 1), { gain: SQRT2 });
    const blurred = upfirdn2d(second, tent, { padding: [2, 2] });
    const half = float64.conv2d(blurred, equal(weight('8x8/conv2/kernel')), { stride: 2, bias: weight('8x8/conv2/bias') });
    return head(leakyRelu(half, { gain: SQRT2 }), weight, [1, SQRT2]);
  });
  expect(largest).toBeLessThan(1e-5);
});
