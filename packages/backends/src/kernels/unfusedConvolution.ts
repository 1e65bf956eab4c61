import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import { GanError } from '@ganblocks/core';
import type { Kernel } from './kernel';

/** The attributes of tfjs's fused convolution kernels that matter here. */
export interface FusedAttributes {
  readonly pad: unknown;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: string;
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

type Inputs = Record<'x' | 'filter', Tensor> & Partial<Record<'bias' | 'preluActivationWeights', Tensor>>;

const activations: Readonly<Record<string, (x: Tensor, alpha: number, slopes: Tensor | undefined) => Tensor>> = {
  linear: (x) => x,
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.relu6(x),
  elu: (x) => tf.elu(x),
  sigmoid: (x) => tf.sigmoid(x),
  leakyrelu: (x, alpha) => tf.leakyRelu(x, alpha),
  prelu: (x, _alpha, slopes) => tf.prelu(x, slopes ?? 0),
};

/** One number a channel, in the place where the images have their channels. */
const perChannel = (x: Tensor, dataFormat: string): Tensor =>
  dataFormat === 'NCHW' && x.shape.length === 1 ? tf.reshape(x, [x.size, 1, 1]) : x;

/** Convolution, bias and activation one by one where a backend's fused kernel does not know the layout or the padding. */
export const unfusedConvolution = (name: string, convolution: string, isNative: (attributes: FusedAttributes) => boolean): Kernel => ({
  name,
  build:
    (original): KernelFunc =>
    (call) => {
      const { x, filter, bias, preluActivationWeights: slopes } = call.inputs as unknown as Inputs;
      const attributes = call.attrs as unknown as FusedAttributes;
      if (isNative(attributes)) return original!(call);
      const { dataFormat = 'NHWC', activation = 'linear', leakyreluAlpha = 0.2 } = attributes;
      const activate = activations[activation];
      if (!activate)
        throw new GanError(
          `${name}: expected an activation of ${Object.keys(activations).join(', ')}. Got ${activation}. Apply it afterwards.`,
        );
      return tf.tidy(() => {
        const convolved = tf.engine().runKernel<Tensor>(convolution, { x, filter }, call.attrs);
        const shifted = bias ? tf.add(convolved, perChannel(bias, dataFormat)) : convolved;
        return activate(shifted, leakyreluAlpha, slopes && perChannel(slopes, dataFormat));
      });
    },
});
