import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { biasAdd } from '../dense/biasAdd';
import { resizeNearest } from '../resampling/resizeNearest';
import { boxKernel } from './boxKernel';
import { conv2d, convolutionAttributes, explicitPadding } from './conv2d';
import { transposeWithBias } from './conv2dTranspose';
import type { Padding, Zeros } from './convolutionSize';
import { checkResampled, stayingSize } from './resampledConvolution';

export interface UpConv2dOptions {
  /** How many times larger the image becomes before the convolution. Default 2. */
  readonly factor?: number;
  /** Zeros on both sides of each axis of the larger image; 'same' keeps its size. Default 0. */
  readonly padding?: Padding;
  /** `[K]`. Default none. */
  readonly bias?: Tensor1D | undefined;
}

/** What the transposed convolution cuts off: each zero of padding is one position less to cut. */
const crop = (zeros: Zeros, [rows, columns]: readonly [number, number]): Zeros => [
  [rows - 1 - zeros[0][0], rows - 1 - zeros[0][1]],
  [columns - 1 - zeros[1][0], columns - 1 - zeros[1][1]],
];

/**
 * An image made larger by its nearest pixels, then convolved: y = conv2d(resizeNearest(x, factor · size), kernel), without the larger
 * image.
 *
 * Copies of a pixel meet neighbouring taps, which can be added up before: y = conv2dTranspose(x, box(kernel), stride = factor), exactly,
 * the borders too, where box sums factor × factor taps. It takes ((k + factor - 1) / (k · factor))² of the multiplications, 4/9 for a 3×3
 * kernel and factor 2. A 1×1 kernel commutes with the copies and goes first: 1/factor² of them.
 *
 * Shapes: x `[N, H, W, C]`, kernel `[kh, kw, C, K]`, bias `[K]` → `[N, factor·H + 2 padding - kh + 1, factor·W + 2 padding - kw + 1, K]`.
 * Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit, or `factor` is not a positive integer.
 * @see Odena, Dumoulin & Olah 2016, "Deconvolution and Checkerboard Artifacts", https://distill.pub/2016/deconv-checkerboard
 * @example const twice = upConv2d(features, tf.ones([3, 3, 8, 16]), { padding: 1 }); // [N, 7, 7, 8] → [N, 14, 14, 16]
 */
export function upConv2d(x: Tensor4D, kernel: Tensor4D, { factor = 2, padding = 0, bias }: UpConv2dOptions = {}): Tensor4D {
  checkResampled('upConv2d', x, kernel, 'factor', factor);
  const [rows, columns, channels, outputs] = kernel.shape;
  const [batch, height, width] = x.shape;
  const large = [height * factor, width * factor] as const;
  const { zeros, size } = stayingSize('upConv2d', large, kernel, padding);
  const cut = crop(zeros, [rows, columns]);

  return tf.tidy(() => {
    if (rows * columns === 1 && Math.max(...zeros.flat()) === 0) return resizeNearest(conv2d(x, kernel, { bias }), large);
    if (Math.min(...cut.flat()) < 0) return conv2d(resizeNearest(x, large), kernel, { padding, bias });
    // The transposed convolution reads [kh, kw, K, C].
    const taps = tf.transpose(tf.reshape(kernel, [rows * columns, channels, outputs]), [0, 2, 1]);
    const box = boxKernel(tf.reshape(taps, [rows, columns, outputs, channels]), factor, { reversed: true });
    const shape: [number, number, number, number] = [batch, ...size, outputs];
    const fused = bias && transposeWithBias(x, box, bias, shape, convolutionAttributes([factor, factor], cut));
    if (fused) return fused;
    const y = tf.conv2dTranspose(x, box, shape, factor, explicitPadding(cut), 'floor');
    return bias ? biasAdd(y, bias) : y;
  });
}
