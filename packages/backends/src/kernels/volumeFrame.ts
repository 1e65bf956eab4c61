import * as tf from '@tensorflow/tfjs-core';
import { frameOfAxis } from './frame';
import type { Frame } from './frame';

export type VolumeShape = [number, number, number, number, number];
export type VolumeInfo = ReturnType<typeof tf.backend_util.computeConv3DInfo>;

/** The attributes of tfjs's kernels of conv3d and its gradients. */
export interface VolumeAttributes {
  readonly strides: number | [number, number, number];
  readonly pad: 'same' | 'valid';
  readonly dilations?: number | [number, number, number];
  readonly inputShape?: VolumeShape;
  readonly filterShape?: VolumeShape;
}

export const volumeInfo = (image: VolumeShape, filter: VolumeShape, { strides, pad }: VolumeAttributes): VolumeInfo =>
  tf.backend_util.computeConv3DInfo(image, filter, strides, 1, pad);

/** The frame in which the windows of a convolution through a volume are the valid ones. */
export const volumeFrame = (info: VolumeInfo): Frame => [
  [0, 0],
  frameOfAxis(info.padInfo.front, info.inDepth, info.outDepth, info.strideDepth, info.filterDepth),
  frameOfAxis(info.padInfo.top, info.inHeight, info.outHeight, info.strideHeight, info.filterHeight),
  frameOfAxis(info.padInfo.left, info.inWidth, info.outWidth, info.strideWidth, info.filterWidth),
  [0, 0],
];

/** The shape of an image once it is framed. */
export const framedShape = (shape: readonly number[], frame: Frame): number[] =>
  shape.map((size, axis) => size + (frame[axis]?.[0] ?? 0) + (frame[axis]?.[1] ?? 0));
