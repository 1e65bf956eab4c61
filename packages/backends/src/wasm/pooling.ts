import * as tf from '@tensorflow/tfjs-core';
import { framedMaximum, framedMean } from '../kernels/framedPooling';
import type { IsNative } from '../kernels/framedPooling';
import type { Kernel } from '../kernels/kernel';

/** The stock kernels take the size of the output by `dimRoundingMode` and the windows without it; in volumes they misplace some of 'same'. */
const isNative: IsNative = (axes, { pad, dimRoundingMode = 'floor' }) => pad === 'valid' || (axes === 4 && dimRoundingMode === 'floor');

/** Pooling with any padding and rounding. */
export const pooling: readonly Kernel[] = [
  framedMaximum(tf.MaxPool, isNative),
  framedMean(tf.AvgPool, isNative),
  framedMean(tf.AvgPool3D, isNative),
];
