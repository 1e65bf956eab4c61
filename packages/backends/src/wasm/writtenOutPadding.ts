import type * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernels/kernel';
import { forwardGeometry, reach, type Axis, type ConvolutionAttributes } from './convolutionGeometry';

type Call = Parameters<KernelFunc>[0];

/** Whether the last window ends before the input does. */
const hasRest = (axis: Axis): boolean => (axis.output - 1) * axis.stride + reach(axis) + 1 < axis.input;

const paddingOf = (axis: Axis): [number, number] => {
  const needed = (axis.output - 1) * axis.stride + reach(axis) + 1 - axis.input;
  return [axis.before, Math.max(0, needed - axis.before)];
};

function writeOut(call: Call, depthwise: boolean): Call {
  const { x, filter } = call.inputs as Record<'x' | 'filter', TensorInfo>;
  const attributes = call.attrs as unknown as ConvolutionAttributes;
  if (attributes.pad !== 'same') return call;
  const { height, width } = forwardGeometry(x.shape, filter.shape, attributes, depthwise);
  if (!hasRest(height) && !hasRest(width)) return call;
  const pad: tf.backend_util.ExplicitPadding = [[0, 0], paddingOf(height), paddingOf(width), [0, 0]];
  return { ...call, attrs: { ...call.attrs, pad } };
}

/**
 * The stock kernel is given the padding 'same' as numbers where a stride beyond the filter leaves a rest of the input unseen: by the word alone
 * XNNPACK then pads the other axis wrongly, so that with a filter of 3x1 and strides of 2 the numbers are wrong.
 */
export const writtenOutPadding = ({ name, build }: Kernel, depthwise = false): Kernel => ({
  name,
  build: (original) => build(original && ((call) => original(writeOut(call, depthwise)))),
});
