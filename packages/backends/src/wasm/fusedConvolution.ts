import * as tf from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernels/kernel';
import { unfusedConvolution } from '../kernels/unfusedConvolution';
import type { FusedAttributes } from '../kernels/unfusedConvolution';
import { writtenOutPadding } from './writtenOutPadding';

const isKnown = ({ pad, dataFormat, dimRoundingMode = 'floor', activation }: FusedAttributes): boolean =>
  activation !== 'elu' && dataFormat !== 'NCHW' && dimRoundingMode === 'floor' && (typeof pad !== 'number' || pad === 0);

/*
 * The stock kernels know no channels-first images, leave elu out, and check neither padding by a number nor rounding.
 */

export const fusedConv2D: Kernel = writtenOutPadding(unfusedConvolution(tf.FusedConv2D, tf.Conv2D, isKnown));
export const fusedDepthwiseConv2D: Kernel = writtenOutPadding(
  unfusedConvolution(tf.FusedDepthwiseConv2D, tf.DepthwiseConv2dNative, isKnown),
  true,
);
