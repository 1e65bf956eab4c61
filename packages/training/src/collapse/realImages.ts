import { check, type Dataset, type ImageBatch } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { sampleSpread, type SampleSpread } from './sampleSpread';

/** Real images to compare samples with, the same ones at each look. */
export interface RealImages {
  /** As many as were asked for, of the size of `samples`. The caller disposes. */
  like(samples: Tensor4D): Promise<Tensor4D>;
  /** Their spread, measured once for each size. */
  spread(samples: Tensor4D): Promise<SampleSpread>;
}

/** What has been taken of a size. */
interface Taken {
  readonly values: Float32Array;
  readonly shape: Tensor4D['shape'];
  spread?: SampleSpread;
}

/**
 * Takes one batch of a data set for each size of images that is asked for, from a stream of its own which it closes: the data of a run are left
 * where they are. Nothing stays on the backend.
 *
 * @throws GanError, from its methods, where the data set's images are not of the samples' size and it cannot make them so.
 */
export function realImages(data: Dataset<ImageBatch>, { count, seed }: { readonly count: number; readonly seed: number }): RealImages {
  const taken = new Map<string, Taken>();
  const batchSize = Math.max(2, Math.min(count, data.size));

  const batchOf = async (resolution?: number): Promise<Taken> => {
    const stream = data.stream({ batchSize, seed, ...(resolution === undefined ? {} : { resolution }) });
    try {
      const batch: Partial<ImageBatch> = await stream.next();
      const shape = batch.images?.shape;
      const values = await batch.images?.data<'float32'>();
      const keys = Object.keys(batch);
      tf.dispose({ ...batch });
      check(shape !== undefined && values !== undefined, () => {
        return `collapse: '${data.name}' must give batches with images [N, H, W, C]. Got ${keys.join(', ')}. Leave data out, or pass a view with images.`;
      });
      return { values: values.slice(), shape };
    } finally {
      await stream.close();
    }
  };
  const of = async (samples: Tensor4D): Promise<Taken> => {
    const size = samples.shape.slice(1).join(', ');
    const before = taken.get(size);
    if (before) return before;
    const fits = ({ shape }: Taken): boolean => shape.slice(1).join(', ') === size;
    const own = await batchOf();
    const fitting = fits(own) ? own : await batchOf(samples.shape[1]);
    check(fits(fitting), () => {
      return `collapse: the images of '${data.name}' must be of the samples' size, [N, ${size}]. Got [${fitting.shape.join(', ')}]. Give the data that the system learns from.`;
    });
    taken.set(size, fitting);
    return fitting;
  };
  const tensorOf = ({ values, shape }: Taken): Tensor4D => tf.tensor4d(values, shape);

  return {
    like: async (samples) => tensorOf(await of(samples)),
    async spread(samples) {
      const real = await of(samples);
      if (real.spread) return real.spread;
      const images = tensorOf(real);
      real.spread = await sampleSpread(images);
      images.dispose();
      return real.spread;
    },
  };
}
