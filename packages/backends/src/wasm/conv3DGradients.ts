import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import { framed, unframed } from '../kernels/frame';
import type { Kernel } from '../kernels/kernel';
import { framedShape, volumeFrame, volumeInfo } from '../kernels/volumeFrame';
import type { VolumeAttributes, VolumeInfo, VolumeShape } from '../kernels/volumeFrame';

const depthsOf = ({ filterDepth }: VolumeInfo): number[] => Array.from({ length: filterDepth }, (_, depth) => depth);
/** All slices through the depth as images of one batch: [N, D, H, W, C] → [N D, H, W, C]. */
const slices = (x: Tensor): Tensor => tf.reshape(x, [-1, ...x.shape.slice(2)]);
const planeKernel = (name: string, inputs: Record<string, Tensor>, info: VolumeInfo, shape: object): Tensor =>
  tf.engine().runKernel(name, inputs, { strides: [info.strideHeight, info.strideWidth], pad: 'valid', dataFormat: 'NHWC', ...shape });

/** By the filter: for each of its depths a convolution of planes, of the slices that this depth sees. */
function byFilter(x: Tensor, dy: Tensor, info: VolumeInfo): Tensor {
  const frame = volumeFrame(info);
  const image = framed(x, frame);
  const [, , height, width] = image.shape as VolumeShape;
  const last = (info.outDepth - 1) * info.strideDepth + 1;
  const filterShape = [info.filterHeight, info.filterWidth, info.inChannels, info.outChannels];
  const parts = depthsOf(info).map((depth) => {
    const seen = tf.stridedSlice(
      image,
      [0, depth, 0, 0, 0],
      [info.batchSize, depth + last, height, width, info.inChannels],
      [1, info.strideDepth, 1, 1, 1],
    );
    return planeKernel(tf.Conv2DBackpropFilter, { x: slices(seen), dy: slices(dy) }, info, { filterShape });
  });
  return tf.stack(parts);
}

/** By the image: each depth of the filter sends planes back to the slices that it saw. */
function byImage(dy: Tensor, filter: Tensor, info: VolumeInfo): Tensor {
  const frame = volumeFrame(info);
  const [, depths, height, width] = framedShape(info.inShape, frame) as VolumeShape;
  const { batchSize, outDepth, strideDepth, inChannels } = info;
  const inputShape = [batchSize * outDepth, height, width, inChannels];
  const plane = height * width * inChannels;
  const filters = tf.unstack(filter);
  const parts = depthsOf(info).map((depth) => {
    const sent = planeKernel(tf.Conv2DBackpropInput, { dy: slices(dy), filter: filters[depth]! }, info, { inputShape });
    const apart = framed(tf.reshape(sent, [batchSize, outDepth, 1, plane]), [
      [0, 0],
      [0, 0],
      [0, strideDepth - 1],
      [0, 0],
    ]);
    const rows = tf.reshape(apart, [batchSize, outDepth * strideDepth, plane]);
    return framed(rows, [
      [0, 0],
      [depth, depths - depth - outDepth * strideDepth],
      [0, 0],
    ]);
  });
  return unframed(tf.reshape(tf.addN(parts), [batchSize, depths, height, width, inChannels]), frame);
}

const shape = (x: Tensor): VolumeShape => x.shape as VolumeShape;

/** The gradients of conv3d, whose stock kernels give wrong numbers, composed of the planes'. */
export const conv3DGradients: readonly Kernel[] = [
  {
    name: tf.Conv3DBackpropFilterV2,
    build: (): KernelFunc => (call) => {
      const { x, dy } = call.inputs as Record<'x' | 'dy', Tensor>;
      const attributes = call.attrs as unknown as VolumeAttributes;
      return tf.tidy(() => byFilter(x, dy, volumeInfo(shape(x), attributes.filterShape!, attributes)));
    },
  },
  {
    name: tf.Conv3DBackpropInputV2,
    build: (): KernelFunc => (call) => {
      const { dy, filter } = call.inputs as Record<'dy' | 'filter', Tensor>;
      const attributes = call.attrs as unknown as VolumeAttributes;
      return tf.tidy(() => byImage(dy, filter, volumeInfo(attributes.inputShape!, shape(filter), attributes)));
    },
  },
];
