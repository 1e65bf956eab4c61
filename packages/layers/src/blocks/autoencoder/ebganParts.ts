import { checkCount } from '../../convolution/convolution';
import { normal } from '../../initializers/factories';
import type { Initializer } from '../../initializers/initializer';
import { type ConvolutionNorm, resolveNorm } from '../translation/convolutionNorm';

/** What EBGAN's encoder and decoder have in common. */
export interface EbganArgs {
  /** Of the encoder's first level, at half the resolution; each level inwards has twice as many. Default 64. */
  readonly channels?: number;
  /** How often the image is halved and doubled. Default 3. */
  readonly levels?: number;
  /** Default 'batch'. The encoder's first convolution and the decoder's last have none. */
  readonly norm?: ConvolutionNorm;
  /** Of the leaky rectifiers. Default 0.2. */
  readonly slope?: number;
  /** Of the kernels. Default N(0, 0.02²). */
  readonly initializer?: Initializer;
}

/** The options with their defaults, checked. */
export const ebganSettings = (where: string, args: EbganArgs) => {
  const { channels = 64, levels = 3, norm = 'batch', slope = 0.2, initializer = normal({ deviation: 0.02 }) } = args;
  for (const [name, count] of Object.entries({ channels, levels })) checkCount(where, name, count);
  return { channels, levels, norm: resolveNorm(where, norm), slope, halving: { kernelSize: 4, stride: 2, padding: 1, initializer } };
};
