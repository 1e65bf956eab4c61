import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import { resultOf } from '../kernels/kernel';
import type { Kernel } from '../kernels/kernel';
import { channelsFirst } from '../kernels/channelsFirst';
import { nativeAttributes } from './nativeBackend';
import type { NativeBackend } from './nativeBackend';

type ConvolutionInfo = ReturnType<typeof tf.backend_util.computeConv2DInfo>;
type Shape4D = [number, number, number, number];

/** The attributes of tfjs's convolution kernels, of all of them together. */
interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
  readonly dilations?: number | [number, number] | null;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly inputShape?: Shape4D;
  readonly filterShape?: Shape4D;
}

/** The padding of one axis that gives just the windows asked for; what the last window leaves over is cut by TensorFlow. */
const around = (before: number, size: number, windows: number, stride: number, width: number): [number, number] => [
  before,
  Math.max(0, (windows - 1) * stride + width - size - before),
];

/** TensorFlow's attributes for a convolution with any padding. */
function attributesOf(backend: NativeBackend, info: ConvolutionInfo) {
  const rows = around(info.padInfo.top, info.inHeight, info.outHeight, info.strideHeight, info.effectiveFilterHeight);
  const columns = around(info.padInfo.left, info.inWidth, info.outWidth, info.strideWidth, info.effectiveFilterWidth);
  return nativeAttributes(backend, {
    strides: [1, info.strideHeight, info.strideWidth, 1],
    dilations: [1, info.dilationHeight, info.dilationWidth, 1],
    padding: 'EXPLICIT',
    explicit_paddings: [0, 0, ...rows, ...columns, 0, 0],
  });
}

/** Of the tensors that a kernel gets: the shapes of its image and its filter, and TensorFlow's inputs in order. */
interface Operands {
  readonly image: Shape4D;
  readonly filter: Shape4D;
  readonly inputs: () => Tensor[];
}

const shape = ({ shape: sizes }: Tensor): Shape4D => sizes as Shape4D;
const sizes = (of: Shape4D): Tensor => tf.tensor1d(of, 'int32');

type Inputs = Record<'x' | 'dy' | 'filter', Tensor>;
const forward = ({ x, filter }: Inputs): Operands => ({ image: shape(x), filter: shape(filter), inputs: () => [x, filter] });
const byImage = ({ dy, filter }: Inputs, { inputShape }: Attributes): Operands => ({
  image: inputShape!,
  filter: shape(filter),
  inputs: () => [sizes(inputShape!), filter, dy],
});
const byFilter = ({ x, dy }: Inputs, { filterShape }: Attributes): Operands => ({
  image: shape(x),
  filter: filterShape!,
  inputs: () => [x, sizes(filterShape!), dy],
});

/** tfjs-node knows the paddings 'same' and 'valid' alone; TensorFlow itself knows them all. */
const anyPadding = (name: string, depthwise: boolean, operandsOf: (inputs: Inputs, attributes: Attributes) => Operands): Kernel => ({
  name,
  build:
    (original): KernelFunc =>
    (call) => {
      const attributes = call.attrs as unknown as Attributes;
      const { strides, pad, dilations, dimRoundingMode } = attributes;
      if (pad === 'same' || pad === 'valid') return original!(call);
      const backend = call.backend as NativeBackend;
      const { image, filter, inputs } = operandsOf(call.inputs as unknown as Inputs, attributes);
      const info = tf.backend_util.computeConv2DInfo(image, filter, strides, dilations ?? 1, pad, dimRoundingMode, depthwise);
      return tf.tidy(() => resultOf(backend.executeSingleOutput(name, attributesOf(backend, info), inputs())));
    },
});

export const convolutions: readonly Kernel[] = [
  channelsFirst(anyPadding(tf.Conv2D, false, forward)),
  channelsFirst(anyPadding(tf.Conv2DBackpropInput, false, byImage)),
  channelsFirst(anyPadding(tf.Conv2DBackpropFilter, false, byFilter)),
  anyPadding(tf.DepthwiseConv2dNative, true, forward),
  anyPadding(tf.DepthwiseConv2dNativeBackpropInput, true, byImage),
  anyPadding(tf.DepthwiseConv2dNativeBackpropFilter, true, byFilter),
];
