import * as tf from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernels/kernel';
import { unfusedConvolution } from '../kernels/unfusedConvolution';
import type { FusedAttributes } from '../kernels/unfusedConvolution';

const isKnown = ({ pad, dataFormat, dimRoundingMode = 'floor' }: FusedAttributes): boolean =>
  dataFormat !== 'NCHW' && dimRoundingMode === 'floor' && (typeof pad !== 'number' || pad === 0);

/** The stock kernels know no channels-first images, and check neither padding by a number nor rounding. */
export const fusedConvolutions: readonly Kernel[] = [
  unfusedConvolution(tf.FusedConv2D, tf.Conv2D, isKnown),
  unfusedConvolution(tf.FusedDepthwiseConv2D, tf.DepthwiseConv2dNative, isKnown),
];
