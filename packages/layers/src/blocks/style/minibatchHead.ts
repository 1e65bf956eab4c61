import { checkCount } from '../../convolution/convolution';
import { imageShape } from '../../layer/shapes';
import { type Block, sequence } from '../../model/sequence';
import { flatten } from '../../shape/flatten';
import { minibatchStdDev } from '../../statistics/minibatchStdDev';
import { equalized, type GainOn } from './equalized';
import { pathOf } from '../path';

export interface MinibatchHeadArgs {
  /** Of the convolution. Default: those of the input. */
  readonly channels?: number;
  /** Of the hidden dense layer. Default `channels`. */
  readonly units?: number;
  /** Logits; one, or one a class. Default 1. */
  readonly outputs?: number;
  /** How many examples are compared with one another. Default 4. */
  readonly groupSize?: number;
  /** Of the minibatch deviation: maps a group. Default 1. */
  readonly features?: number;
  /** Where √2 lies: 'kernel' in ProGAN and StyleGAN, 'activation' in StyleGAN2. Default 'kernel'. */
  readonly gainOn?: GainOn;
  /** Of the leaky rectifiers. Default 0.2. */
  readonly slope?: number;
}

/**
 * The last stage of ProGAN's, StyleGAN's and StyleGAN2's discriminators: how much the batch deviates as one more channel, a 3 × 3
 * convolution, a dense layer, leaky rectifiers behind both, and the logit. Kernels are at equalized learning rate, the logit's gain is 1.
 *
 * Shapes: `[N, H, W, C]`, mostly of 4 × 4 pixels → `[N, outputs]`. Weights: `<name>/conv`, `<name>/dense`, `<name>/logits`. The dense layer
 * reads the pixels in the order rows, columns, channels; PyTorch's weights have the channels first. It couples the examples of a batch, in
 * inference too. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range or the image's size not known; at the call where `groupSize` does not divide the batch.
 * @see Karras et al. 2018, "Progressive Growing of GANs", section 3 and table 2, https://arxiv.org/abs/1710.10196
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", https://arxiv.org/abs/1912.04958
 * @example const head = chain({ shape: [4, 4, 32], name: 'head' }, minibatchHead({ units: 16 }));
 */
export function minibatchHead(args: MinibatchHeadArgs = {}): Block {
  const { outputs = 1, groupSize = 4, features = 1, gainOn = 'kernel', slope = 0.2 } = args;
  const { convolution, dense, rectifier } = equalized('minibatchHead', { gainOn, slope });
  return (x, name) => {
    const { channels = imageShape('minibatchHead', x.shape).channels, units = channels } = args;
    for (const [option, count] of Object.entries({ channels, units, outputs })) checkCount('minibatchHead', option, count);
    return sequence(
      minibatchStdDev({ groupSize, features }),
      convolution({ name: pathOf(name, 'conv'), channels, kernelSize: 3 }),
      rectifier(),
      flatten({ name: pathOf(name, 'flatten') }),
      dense({ name: pathOf(name, 'dense'), units }),
      rectifier(),
      dense({ name: pathOf(name, 'logits'), units: outputs, gain: 1 }),
    )(x, name);
  };
}
