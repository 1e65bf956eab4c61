import { relu } from '../../activation/relu';
import { channelsOf } from '../../layer/shapes';
import { residual } from '../../model/residual';
import { type Block, type Part, sequence } from '../../model/sequence';
import { pathOf } from '../path';
import { checkOdd, type TranslationArgs, translationParts } from './translationParts';

export interface TranslationResidualArgs extends Omit<TranslationArgs, 'resampleKernelSize'> {
  /** Odd. Default 3. */
  readonly kernelSize?: number;
  /** Makes a part between the two halves, such as `() => dropout()`, which pix2pix's variant has. Default: none. */
  readonly between?: () => Part;
}

/**
 * The residual block of CycleGAN, pix2pixHD and StarGAN, with no rectifier behind the sum: y = x + norm(conv(relu(norm(conv(x))))).
 *
 * Shapes: `[N, H, W, C]` → the same. Layers: `<name>/conv1`, `conv2`, and paddings, norms and the rectifier by their kinds. Each use of the
 * block makes its own layers. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range.
 * @see Zhu et al. 2017, "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks", section 7.2, https://arxiv.org/abs/1703.10593
 * @see Johnson, Alahi & Fei-Fei 2016, "Perceptual Losses for Real-Time Style Transfer", https://arxiv.org/abs/1603.08155
 * @example const refined = chain({ shape: [16, 16, 8] }, translationResidual(), translationResidual({ padding: 'zero' }));
 */
export function translationResidual({ kernelSize = 3, between, ...args }: TranslationResidualArgs = {}): Block {
  checkOdd('translationResidual', 'kernelSize', kernelSize);
  const { same, norm } = translationParts('translationResidual', args);
  return (x, name) => {
    const channels = channelsOf('translationResidual', x.shape);
    const half = (word: string): readonly Part[] => [...same(pathOf(name, word), channels, kernelSize), ...norm()];
    const middle = between ? [between()] : [];
    const main = sequence(...half('conv1'), relu(), ...middle, ...half('conv2'));
    return residual({ main })(x, name);
  };
}
