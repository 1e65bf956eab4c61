import { leakyRelu } from '../../activation/leakyRelu';
import { conv2d } from '../../convolution/conv2d';
import { type Block, sequence } from '../../model/sequence';
import { type EbganArgs, ebganSettings } from './ebganParts';
import { checkHalvings } from '../translation/imageSize';
import { pathOf } from '../path';

/**
 * The encoder of EBGAN's discriminator: `levels` convolutions of 4×4 and stride 2, each with a leaky rectifier. What it gives is the code
 * that EBGAN's pulling-away term compares within the batch.
 *
 * Shapes: `[N, H, W, C]` → `[N, H / 2^levels, W / 2^levels, channels · 2^(levels - 1)]`. Layers: `<name>/half1/conv` … Each use of the
 * block makes its own layers. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the image cannot be halved so often.
 * @see Zhao, Mathieu & LeCun 2017, "Energy-based Generative Adversarial Network", https://arxiv.org/abs/1609.03126
 * @example const encoder = chain({ shape: [16, 16, 3], name: 'encoder' }, ebganEncoder({ channels: 8 })); // [N, 2, 2, 32]
 */
export function ebganEncoder(args: EbganArgs = {}): Block {
  const { channels, levels, norm, slope, halving } = ebganSettings('ebganEncoder', args);
  return (x, name) => {
    checkHalvings('ebganEncoder', x, levels);
    let y = x;
    for (let level = 1; level <= levels; level++) {
      const outer = level === 1;
      const here = pathOf(name, `half${level}`);
      const half = conv2d({ ...halving, channels: channels * 2 ** (level - 1), useBias: outer || norm.useBias, name: `${here}/conv` });
      y = sequence(half, ...(outer ? [] : norm.parts()), leakyRelu({ slope }))(y, here);
    }
    return y;
  };
}
