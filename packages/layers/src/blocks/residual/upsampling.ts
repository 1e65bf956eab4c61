import type { Part } from '../../model/sequence';
import { checkWord } from '../../resampling/imageLayer';
import { resizeBilinear } from '../../resampling/resizeBilinear';
import { resizeNearest } from '../../resampling/resizeNearest';

/** How a block of a generator doubles its resolution: by copies of the nearest pixel, or by interpolation between four. */
export type Upsampling = 'nearest' | 'bilinear';

const makers = { nearest: resizeNearest, bilinear: resizeBilinear };

/** Makes layers that double an image's height and width. */
export function upsamplingBy(where: string, upsampling: Upsampling): () => Part {
  checkWord(where, 'upsampling', upsampling, Object.keys(makers));
  return () => makers[upsampling]({ factor: 2 });
}
