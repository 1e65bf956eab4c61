import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import { resultOf } from './kernel';
import type { Kernel } from './kernel';

type Call = Parameters<KernelFunc>[0];
type Attributes = NonNullable<Call['attrs']>;

const lastToFirst = [0, 3, 1, 2];
const firstToLast = [0, 2, 3, 1];

/** The call with its images as [N, H, W, C]; filters have one layout. */
function channelsLast(call: Call): Call {
  const { inputShape, pad } = call.attrs as unknown as { inputShape?: number[]; pad: unknown };
  const last = (axes: readonly unknown[]): unknown[] => firstToLast.map((axis) => axes[axis]);
  const inputs = Object.entries(call.inputs).map(
    ([name, x]) => [name, name === 'filter' ? x : tf.transpose(x as Tensor, firstToLast)] as const,
  );
  const attrs = {
    ...call.attrs,
    dataFormat: 'NHWC',
    inputShape: inputShape && last(inputShape),
    pad: Array.isArray(pad) ? last(pad) : pad,
  };
  return { ...call, inputs: Object.fromEntries(inputs), attrs: attrs as unknown as Attributes };
}

/** A convolution of images [N, C, H, W] computed as [N, H, W, C], for backends that have no other. */
export const channelsFirst = ({ name, build }: Kernel): Kernel => ({
  name,
  build: (original): KernelFunc => {
    const convolve = build(original);
    return (call) => {
      if ((call.attrs as unknown as { dataFormat?: string }).dataFormat !== 'NCHW') return convolve(call);
      return tf.tidy(() => {
        const result = resultOf(convolve(channelsLast(call)));
        return name === tf.Conv2DBackpropFilter ? result : tf.transpose(result, lastToFirst);
      });
    };
  },
});
