import { relu } from '../../activation/relu';
import { type Block, sequence } from '../../model/sequence';
import { checkHalvings } from './imageSize';
import { pathOf } from '../path';
import { checkCounts, type TranslationArgs, translationParts } from './translationParts';

export interface ResnetEncoderArgs extends TranslationArgs {
  /** At full resolution; each halving doubles them. Default 64. */
  readonly channels?: number;
  /** Default 2; pix2pixHD has 4. */
  readonly halvings?: number;
  /** Of the first convolution: odd. Default 7. */
  readonly kernelSize?: number;
}

/**
 * The first third of a residual translation network: a 7×7 convolution, and `halvings` of stride 2 with twice the channels each, all
 * followed by norm and rectifier.
 *
 * Shapes: `[N, H, W, C]` → `[N, H / 2^halvings, W / 2^halvings, channels · 2^halvings]`. Layers: `<name>/stem/conv`,
 * `<name>/half1/conv` … Each use of the block makes its own layers. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the image cannot be halved so often.
 * @see Zhu et al. 2017, "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks", section 7.2, https://arxiv.org/abs/1703.10593
 * @example const features = chain({ shape: [32, 32, 3] }, resnetEncoder({ channels: 8 })); // [N, 8, 8, 32]
 */
export function resnetEncoder({ channels = 64, halvings = 2, kernelSize = 7, ...args }: ResnetEncoderArgs = {}): Block {
  checkCounts('resnetEncoder', channels, 'halvings', halvings, kernelSize);
  const { same, half, norm } = translationParts('resnetEncoder', args);
  return (x, name) => {
    checkHalvings('resnetEncoder', x, halvings);
    const stem = pathOf(name, 'stem');
    let y = sequence(...same(`${stem}/conv`, channels, kernelSize), ...norm(), relu())(x, stem);
    for (let i = 1; i <= halvings; i++) {
      const here = pathOf(name, `half${i}`);
      y = sequence(half(`${here}/conv`, channels * 2 ** i), ...norm(), relu())(y, here);
    }
    return y;
  };
}
