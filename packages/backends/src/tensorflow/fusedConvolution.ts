import * as tf from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernels/kernel';
import { unfusedConvolution } from '../kernels/unfusedConvolution';
import type { FusedAttributes } from '../kernels/unfusedConvolution';

const isKnown = ({ pad, dataFormat }: FusedAttributes): boolean => dataFormat !== 'NCHW' && (pad === 'same' || pad === 'valid');

/** tfjs-node's kernels know 'same' and 'valid', channels last. */
export const fusedConvolutions: readonly Kernel[] = [
  unfusedConvolution(tf.FusedConv2D, tf.Conv2D, isKnown),
  unfusedConvolution(tf.FusedDepthwiseConv2D, tf.DepthwiseConv2dNative, isKnown),
];
