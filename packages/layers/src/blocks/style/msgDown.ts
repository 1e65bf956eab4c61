import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { checkCount } from '../../convolution/convolution';
import { imageShape } from '../../layer/shapes';
import { conditioned } from '../../model/conditioned';
import { type Block, sequence } from '../../model/sequence';
import { equalizedLearningRate } from '../../reparametrization/equalizedLearningRate';
import { minibatchStdDev } from '../../statistics/minibatchStdDev';
import { combineRgb, type CombineRgbArgs } from '../../style/combineRgb';
import { pathOf } from '../path';
import { proganDown } from './proganDown';

export interface MsgDownArgs {
  /** Of the output. */
  readonly channels: number;
  /** `[N, H, W, R]`, of the same size as the features: an input of the discriminator. */
  readonly image: SymbolicTensor;
  /** How the image joins the features: beside them as it is, by a 1 × 1 convolution of its own, or by one of both. Default 'simple'. */
  readonly form?: NonNullable<CombineRgbArgs['form']>;
  /** Of that 1 × 1 convolution. Default: those of the features. */
  readonly imageChannels?: number;
  /** Of the first 3 × 3 convolution. Default: those of the features. */
  readonly innerChannels?: number;
  /** How many examples are compared with one another; each stage has a channel of their deviation. Default 4. */
  readonly groupSize?: number;
  /** Of the leaky rectifiers. Default 0.2. */
  readonly slope?: number;
}

/**
 * A stage of MSG-GAN's discriminator: the image of this resolution joins the features, how much the batch deviates becomes one more
 * channel, then conv, leaky rectifier, conv, leaky rectifier and the mean of each 2 × 2 pixels, as in ProGAN.
 *
 * The generator is ProGAN's without the fade: `proganUp`, and a `toRgb` behind every stage, whose images are the outputs of one model.
 * Shapes: x `[N, H, W, C]`, image `[N, H, W, R]` → `[N, H / 2, W / 2, channels]`. Weights: `<name>/combine` but for 'simple',
 * `<name>/conv1`, `<name>/conv2`. It couples the examples of a batch. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, the image has another size, or at the call where `groupSize` does not divide the batch.
 * @see Karnewar & Wang 2020, "MSG-GAN: Multi-Scale Gradients for GANs", section 3, https://arxiv.org/abs/1903.06048
 * @example
 * const [image8, image4] = [input({ shape: [8, 8, 3], seed: 7 }), input({ shape: [4, 4, 3], name: 'image4' })];
 * const features = sequence(fromRgb({ channels: 16 }), proganDown({ channels: 16 }))(image8, '8x8');
 * const half = msgDown({ image: image4, channels: 32 })(features, '4x4');
 */
export function msgDown(args: MsgDownArgs): Block {
  const { channels, image, form = 'simple', groupSize = 4, slope = 0.2 } = args;
  checkCount('msgDown', 'channels', channels);
  return (x, name) => {
    const { channels: own } = imageShape('msgDown', x.shape);
    const { imageChannels = own, innerChannels = own } = args;
    const convolution = form === 'simple' ? {} : { channels: imageChannels, reparam: equalizedLearningRate() };
    const combine = combineRgb({ name: pathOf(name, 'combine'), form, ...convolution });
    const down = proganDown({ channels, innerChannels, slope });
    const judged = sequence(conditioned(combine, image), minibatchStdDev({ groupSize }))(x, name);
    return down(judged, name);
  };
}
