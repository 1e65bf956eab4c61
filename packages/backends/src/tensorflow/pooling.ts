import * as tf from '@tensorflow/tfjs-core';
import { framedMaximum, framedMaximumGradient, framedMean, framedMeanGradient } from '../kernels/framedPooling';
import type { IsNative } from '../kernels/framedPooling';
import type { Kernel } from '../kernels/kernel';

/** tfjs-node knows 'same' and 'valid' alone, and tfjs and TensorFlow do not agree on what 'same' is in a volume. */
const isNative: IsNative = (axes, { pad }) => pad === 'valid' || (pad === 'same' && axes === 4);

/** TensorFlow divides by what is inside the border, the other backends by the whole window. */
const isValid: IsNative = (_axes, { pad }) => pad === 'valid';

export const pooling: readonly Kernel[] = [
  framedMaximum(tf.MaxPool, isNative),
  framedMaximum(tf.MaxPool3D, isNative),
  framedMaximumGradient(tf.MaxPoolGrad, isNative),
  framedMaximumGradient(tf.MaxPool3DGrad, isNative),
  framedMean(tf.AvgPool, isNative),
  framedMean(tf.AvgPool3D, isNative),
  framedMeanGradient(tf.AvgPoolGrad, isValid),
  framedMeanGradient(tf.AvgPool3DGrad, isValid),
];
