import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { checkCount } from '../../convolution/convolution';
import { conditioned } from '../../model/conditioned';
import { type Block, sequence } from '../../model/sequence';
import { modulatedConv2d } from '../../modulation/modulatedConv2d';
import { equalizedLearningRate } from '../../reparametrization/equalizedLearningRate';
import { tentTaps, upsampling } from './firResampling';
import { pathOf } from '../path';

export interface Stylegan2ToRgbArgs {
  /** w `[N, D]`, of which the style is made. */
  readonly latents: SymbolicTensor;
  /** The image so far, `[N, H / 2, W / 2, channels]`. Default none: it begins here. */
  readonly image?: SymbolicTensor | undefined;
  /** Of the image: 3, or 1 for grey. Default 3. */
  readonly channels?: number;
  /** Taps of the low-pass filter, for both axes, divided by their sum. Default [1, 3, 3, 1]. */
  readonly filter?: readonly number[];
}

/**
 * Where StyleGAN2's features become an image: y = upsample(image) + toRgb(x, w), so that each stage adds details to what the stages
 * before it made. toRgb is a modulated 1 × 1 convolution without demodulation, and a bias.
 *
 * Shapes: x `[N, H, W, C]`, w `[N, D]`, image `[N, H / 2, W / 2, channels]` → `[N, H, W, channels]`. Weights: `<name>/toRgb`. Training and
 * inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the image is not half as large.
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", figure 7b, https://arxiv.org/abs/1912.04958
 * @example
 * const w = input({ shape: [64], name: 'w', seed: 7 });
 * const base = stylegan2Base({ channels: 32, latents: w })(w, '4x4');
 * const small = stylegan2ToRgb({ latents: w })(base, 'rgb4');
 * const features = stylegan2Synthesis({ channels: 16, latents: w })(base, '8x8');
 * const images = stylegan2ToRgb({ latents: w, image: small })(features, 'rgb8');
 */
export function stylegan2ToRgb({ latents, image, channels = 3, filter = tentTaps }: Stylegan2ToRgbArgs): Block {
  checkCount('stylegan2ToRgb', 'channels', channels);
  return (x, name) => {
    const toRgb = modulatedConv2d({
      ...{ name: pathOf(name, 'toRgb'), channels, kernelSize: 1, demodulate: false },
      reparam: equalizedLearningRate(),
    });
    const details = sequence(conditioned(toRgb, latents))(x, name);
    if (!image) return details;
    const doubled = sequence(upsampling('stylegan2ToRgb', filter))(image, name);
    return layers.add({ name: pathOf(name, 'sum') }).apply([doubled, details]) as SymbolicTensor;
  };
}
