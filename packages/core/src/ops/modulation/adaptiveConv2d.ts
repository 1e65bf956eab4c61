import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength, checkRank } from '../checks';
import { type Pair, convolutionSize, pairOf } from '../convolution/convolutionSize';
import { checkEpsilon } from '../normalization/checks';
import { checkRows, demodulation, scaleChannels } from './styles';

export interface AdaptiveConv2dOptions {
  /** Whether each output is divided by the length of its modulated weights. Default true. */
  readonly demodulate?: boolean;
  /** Zeros on both sides of each axis. Default floor(kh / 2), floor(kw / 2): an odd kernel keeps the size. */
  readonly padding?: Pair | undefined;
  /** Added to the squared length. Default 1e-8. */
  readonly epsilon?: number;
}

/** All that the kernel sees at each position, `[N, H', W', kh·kw·C]`: one slice of the padded image for each tap. */
function patchesOf(x: Tensor4D, [rows, columns]: Size, [vertical, horizontal]: readonly [number, number], [height, width]: Size): Tensor4D {
  const padded = tf.pad(x, [[0, 0], [vertical, vertical], [horizontal, horizontal], [0, 0]]); // prettier-ignore
  const size: [number, number, number, number] = [x.shape[0], height, width, x.shape[3]];
  const taps = Array.from({ length: rows * columns }, (_, tap) => [0, Math.floor(tap / columns), tap % columns, 0]);
  return tf.concat(
    taps.map((begin) => tf.slice(padded, begin as typeof size, size)),
    3,
  );
}

type Size = readonly [number, number];

/**
 * Adaptive convolution: each image has its own kernel, a mixture of a bank's, which its style then modulates and demodulates:
 * w = Σ softmax(logits)_b · bank_b, w' = s_c · w, w'' = w' / √(Σ w'² + ε) per image and output.
 *
 * Shapes: x `[N, H, W, C]`, bank `[B, kh, kw, C, K]`, style `[N, C]` (about 1) and logits `[N, B]`, each from a dense layer →
 * `[N, H, W, K]` for odd kernels, stride 1. It is one batched matrix product of the image's patches (kh·kw times its size) with
 * the images' kernels. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit.
 * @see Kang et al. 2023, "Scaling up GANs for Text-to-Image Synthesis", section 3.1, https://arxiv.org/abs/2303.05511
 * @example const y = adaptiveConv2d(features, tf.ones([2, 3, 3, 8, 4]), tf.ones([8, 8]), tf.zeros([8, 2])); // [8, 7, 7, 8] → [8, 7, 7, 4]
 */
export function adaptiveConv2d(
  x: Tensor4D,
  bank: Tensor5D,
  style: Tensor2D,
  logits: Tensor2D,
  { demodulate = true, padding, epsilon = 1e-8 }: AdaptiveConv2dOptions = {},
): Tensor4D {
  checkRank('adaptiveConv2d', 'x', x, 4, 'N, H, W, C');
  checkRank('adaptiveConv2d', 'bank', bank, 5, 'B, kh, kw, C, K');
  const [kernels, rows, columns, channels, outputs] = bank.shape;
  const batch = x.shape[0];
  check(channels === axisLength(x, 3), () => {
    return `adaptiveConv2d: the bank must read the channels of x. Got ${axisLength(x, 3)} channels, bank [${bank.shape.join(', ')}].`;
  });
  checkRows('adaptiveConv2d', 'style', style, batch, channels, 'a number for each input channel of each image');
  checkRows('adaptiveConv2d', 'logits', logits, batch, kernels, 'a number for each kernel of the bank and each image');
  checkEpsilon('adaptiveConv2d', epsilon);
  const sides = pairOf('adaptiveConv2d', 'padding', padding ?? [Math.floor(rows / 2), Math.floor(columns / 2)], 0);
  const request = { size: [x.shape[1], x.shape[2]], kernel: [rows, columns], padding: sides } as const;
  const size = convolutionSize(request, 'adaptiveConv2d') as [number, number];

  return tf.tidy(() => {
    const mixed = tf.matMul(tf.softmax(logits), tf.reshape(bank, [kernels, bank.size / kernels]));
    const patches = patchesOf(scaleChannels(x, style), [rows, columns], sides, size);
    const perImage: Tensor3D = tf.reshape(patches, [batch, size[0] * size[1], rows * columns * channels]);
    const product = tf.matMul(perImage, tf.reshape(mixed, [batch, rows * columns * channels, outputs]));
    const y: Tensor4D = tf.reshape(product, [batch, ...size, outputs]);
    if (!demodulate) return y;
    const energy = tf.sum(tf.square(tf.reshape(mixed, [batch, rows * columns, channels, outputs])), 1);
    const coefficients = demodulation<Tensor3D>(tf.reshape(style, [batch, 1, channels]), energy, epsilon);
    return scaleChannels(y, tf.reshape(coefficients, [batch, outputs]));
  });
}
