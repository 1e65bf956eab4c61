import type { layers } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { leakyRelu } from '../../activation/leakyRelu';
import { conv2d, type Conv2dArgs } from '../../convolution/conv2d';
import { upConv2d, type UpConv2dArgs } from '../../convolution/upConv2d';
import { dense, type DenseArgs } from '../../dense/dense';
import { equalizedLearningRate } from '../../reparametrization/equalizedLearningRate';

/** Where He's factor √2 lies: on the kernel, as in ProGAN and StyleGAN, or behind the rectifier, on the bias too, as in StyleGAN2. */
export type GainOn = 'kernel' | 'activation';

export interface EqualizedArgs {
  /** Default 'kernel'. */
  readonly gainOn?: GainOn;
  /** Of the leaky rectifiers. Default 0.2. */
  readonly slope?: number;
}

export interface EqualizedParts {
  /** A convolution that keeps the size of the image; its kernel is odd. */
  readonly convolution: (args: Conv2dArgs & { readonly gain?: number }) => layers.Layer;
  /** The same of an image made larger by copies of the nearest pixel. */
  readonly upConvolution: (args: UpConv2dArgs & { readonly gain?: number }) => layers.Layer;
  readonly dense: (args: DenseArgs & { readonly gain?: number }) => layers.Layer;
  readonly rectifier: () => layers.Layer;
}

/** The parts that blocks at equalized learning rate are made of. */
export function equalized(where: string, { gainOn = 'kernel', slope = 0.2 }: EqualizedArgs = {}): EqualizedParts {
  check(['kernel', 'activation'].includes(gainOn), () => `${where}: gainOn must be 'kernel' or 'activation'. Got '${gainOn}'.`);
  const [kernelGain, activationGain] = gainOn === 'kernel' ? [Math.SQRT2, 1] : [1, Math.SQRT2];
  return {
    convolution: ({ gain = kernelGain, ...args }) => conv2d({ padding: 'same', reparam: equalizedLearningRate({ gain }), ...args }),
    upConvolution: ({ gain = kernelGain, ...args }) => upConv2d({ padding: 'same', reparam: equalizedLearningRate({ gain }), ...args }),
    dense: ({ gain = kernelGain, ...args }) => dense({ reparam: equalizedLearningRate({ gain }), ...args }),
    rectifier: () => leakyRelu({ slope, gain: activationGain }),
  };
}
