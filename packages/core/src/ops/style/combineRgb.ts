import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import { conv2d } from '../convolution/conv2d';

export interface CombineKernel {
  /** `[1, 1, in, K]`: it reads the image's channels in 'linearConcat', those of image and features in 'concatLinear'. */
  readonly kernel: Tensor4D;
  /** `[K]`. Default none. */
  readonly bias?: Tensor1D | undefined;
}

/** How the image joins the features: as it is, behind a 1x1 convolution of its own, or before one of both. */
export type CombineRgbOptions = { readonly form?: 'simple' } | ({ readonly form: 'linearConcat' | 'concatLinear' } & CombineKernel);

function checkForm(options: CombineRgbOptions): void {
  const { form = 'simple' } = options;
  check(['simple', 'linearConcat', 'concatLinear'].includes(form), () => {
    return `combineRgb: form must be 'simple', 'linearConcat' or 'concatLinear'. Got '${form}'.`;
  });
  check(form === 'simple' || 'kernel' in options, () => `combineRgb: form '${form}' must have a kernel. Got none.`);
}

/**
 * MSG-GAN's combine functions, by which a discriminator sees the generator's image of each resolution. 'simple' is [rgb, features],
 * 'linearConcat' (lin_cat) [kernel ∗ rgb, features], 'concatLinear' (cat_lin) kernel ∗ [rgb, features].
 *
 * Shapes: features `[N, H, W, C]`, rgb `[N, H, W, R]` → `[N, H, W, R + C]`, `[N, H, W, K + C]` or `[N, H, W, K]`. Default 'simple'.
 * Differentiable to any order. The caller disposes.
 *
 * @throws GanError where shapes do not fit, the form is another word, or its kernel is missing.
 * @see Karnewar & Wang 2020, "MSG-GAN: Multi-Scale Gradients for GANs", section 3, https://arxiv.org/abs/1903.06048
 * @example const y = combineRgb(tf.ones([1, 4, 4, 16]), tf.ones([1, 4, 4, 3])); // [1, 4, 4, 19]
 */
export function combineRgb(features: Tensor4D, rgb: Tensor4D, options: CombineRgbOptions = {}): Tensor4D {
  checkRank('combineRgb', 'features', features, 4, 'N, H, W, C');
  checkRank('combineRgb', 'rgb', rgb, 4, 'N, H, W, R');
  check(
    features.shape.slice(0, 3).join() === rgb.shape.slice(0, 3).join(),
    () =>
      `combineRgb: features and rgb must have the same batch and resolution. Got [${features.shape.join(', ')}] and [${rgb.shape.join(', ')}].`,
  );
  checkForm(options);
  return tf.tidy(() => {
    switch (options.form) {
      case 'linearConcat':
        return tf.concat([conv2d(rgb, options.kernel, { bias: options.bias }), features], 3);
      case 'concatLinear':
        return conv2d(tf.concat([rgb, features], 3), options.kernel, { bias: options.bias });
      default:
        return tf.concat([rgb, features], 3);
    }
  });
}
