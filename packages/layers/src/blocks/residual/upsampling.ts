import type { Part } from '../../model/sequence';
import { checkWord } from '../../resampling/imageLayer';
import { resizeBilinear } from '../../resampling/resizeBilinear';
import { resizeNearest } from '../../resampling/resizeNearest';
import type { ResidualParts } from './residualParts';

/** How a block of a generator doubles its resolution: by copies of the nearest pixel, or by interpolation between four. */
export type Upsampling = 'nearest' | 'bilinear';

/** Makes layers that double an image's height and width. */
interface Doubling {
  readonly alone: () => Part;
  /** Before a 3×3 convolution. */
  readonly convolved: (parts: ResidualParts, word: string, channels: number) => readonly Part[];
}

const bilinear = (): Part => resizeBilinear({ factor: 2 });

const doublings: Readonly<Record<Upsampling, Doubling>> = {
  nearest: {
    alone: () => resizeNearest({ factor: 2 }),
    convolved: ({ upConvolution }, word, channels) => [upConvolution(word, channels)],
  },
  bilinear: {
    alone: bilinear,
    convolved: ({ convolution }, word, channels) => [bilinear(), convolution(word, channels)],
  },
};

/** The doubling of this name; throws where there is none. */
export function doublingBy(where: string, upsampling: Upsampling): Doubling {
  checkWord(where, 'upsampling', upsampling, Object.keys(doublings));
  return doublings[upsampling];
}
