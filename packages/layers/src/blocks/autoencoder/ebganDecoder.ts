import { check } from '@ganblocks/core';
import { leakyRelu } from '../../activation/leakyRelu';
import { tanh } from '../../activation/tanh';
import { conv2dTranspose } from '../../convolution/conv2dTranspose';
import { checkCount } from '../../convolution/convolution';
import { imageShape } from '../../layer/shapes';
import { type Block, sequence } from '../../model/sequence';
import { type EbganArgs, ebganSettings } from './ebganParts';
import { pathOf } from '../path';

export interface EbganDecoderArgs extends EbganArgs {
  /** Default 3. */
  readonly outputChannels?: number;
  /** What the image ends in. Default 'tanh'. */
  readonly output?: 'tanh' | 'linear';
}

/**
 * The decoder of EBGAN's discriminator, the encoder's mirror image: `levels` transposed convolutions of 4×4 and stride 2, the last of which
 * gives the image. The energy of x is how far decoder(encoder(x)) is from it.
 *
 * Shapes: `[N, H, W, C]` → `[N, H · 2^levels, W · 2^levels, outputChannels]`. Layers: `<name>/double1/conv` … Each use of the
 * block makes its own layers. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range.
 * @see Zhao, Mathieu & LeCun 2017, "Energy-based Generative Adversarial Network", https://arxiv.org/abs/1609.03126
 * @example
 * const images = input({ shape: [16, 16, 3], network: 'discriminator' });
 * const code = ebganEncoder({ channels: 8 })(images, 'encoder');
 * const outputs = [ebganDecoder({ channels: 8 })(code, 'decoder'), code];
 * const discriminator = network<Tensor, Tensor[]>(tfl.model({ inputs: images, outputs, name: 'discriminator' }));
 */
export function ebganDecoder({ outputChannels = 3, output = 'tanh', ...args }: EbganDecoderArgs = {}): Block {
  const { channels, levels, norm, slope, halving } = ebganSettings('ebganDecoder', args);
  checkCount('ebganDecoder', 'outputChannels', outputChannels);
  check(['tanh', 'linear'].includes(output), () => `ebganDecoder: output must be 'tanh' or 'linear'. Got '${output}'.`);
  return (x, name) => {
    imageShape('ebganDecoder', x.shape);
    let y = x;
    for (let level = 1; level < levels; level++) {
      const here = pathOf(name, `double${level}`);
      const double = conv2dTranspose({
        ...halving,
        channels: channels * 2 ** (levels - 1 - level),
        useBias: norm.useBias,
        name: `${here}/conv`,
      });
      y = sequence(double, ...norm.parts(), leakyRelu({ slope }))(y, here);
    }
    const ending = output === 'tanh' ? [tanh()] : [];
    const last = pathOf(name, `double${levels}`);
    return sequence(conv2dTranspose({ ...halving, channels: outputChannels, name: `${last}/conv` }), ...ending)(y, last);
  };
}
