import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { biasAdd } from '../dense/biasAdd';
import { averagePool } from '../resampling/averagePool';
import { poolingSize } from '../resampling/poolingWindow';
import { boxKernel } from './boxKernel';
import { conv2d, convolutionAttributes, convolveWithBias, explicitPadding } from './conv2d';
import type { Padding } from './convolutionSize';
import { checkResampled, stayingSize } from './resampledConvolution';

export interface ConvMean2dOptions {
  /** The window's side, and how many times smaller the image becomes behind the convolution. Default 2. */
  readonly size?: number;
  /** Zeros on both sides of each axis; 'same' keeps the size before the mean. Default 0. */
  readonly padding?: Padding;
  /** `[K]`. Default none. */
  readonly bias?: Tensor1D | undefined;
}

/**
 * A convolution, then the mean of each window: y = averagePool(conv2d(x, kernel)), without the larger result.
 *
 * The mean of neighbouring results is one result of the mean of shifted kernels: y = conv2d(x, box(kernel) / size², stride = size),
 * exactly, the borders too, where box sums size × size taps. It takes ((k + size - 1) / (k · size))² of the multiplications, 4/9 for a 3×3
 * kernel and size 2. A 1×1 kernel commutes with the mean and goes last: 1/size² of them.
 *
 * Shapes: x `[N, H, W, C]`, kernel `[kh, kw, C, K]`, bias `[K]` → `[N, ⌊H' / size⌋, ⌊W' / size⌋, K]` with H' = H + 2 padding - kh + 1.
 * Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit, or `size` is not a positive integer.
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", appendix F, https://arxiv.org/abs/1704.00028
 * @example const half = convMean2d(features, tf.ones([3, 3, 8, 16]), { padding: 1 }); // [N, 7, 7, 8] → [N, 3, 3, 16]
 */
export function convMean2d(x: Tensor4D, kernel: Tensor4D, { size = 2, padding = 0, bias }: ConvMean2dOptions = {}): Tensor4D {
  checkResampled('convMean2d', x, kernel, 'size', size);
  const { zeros, size: image } = stayingSize('convMean2d', [x.shape[1], x.shape[2]], kernel, padding);
  poolingSize({ image, size }, 'convMean2d');
  const pointwise = kernel.shape[0] * kernel.shape[1] === 1 && Math.max(...zeros.flat()) === 0;

  return tf.tidy(() => {
    if (pointwise) return conv2d(averagePool(x, { size }), kernel, { bias });
    const box = boxKernel(kernel, size, { scale: 1 / size ** 2 });
    const fused = bias && convolveWithBias(x, box, bias, convolutionAttributes([size, size], zeros));
    if (fused) return fused;
    const y = tf.conv2d(x, box, size, explicitPadding(zeros), 'NHWC', 1, 'floor');
    return bias ? biasAdd(y, bias) : y;
  });
}
