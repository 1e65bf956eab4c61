import { check } from '@ganblocks/core';
import type { BatchStream, Dataset, ImageBatch } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** What a batch has besides its images: they again, smaller. */
export interface SmallerImages {
  /** `[B, R, R, C]` for each resolution R, in the order in which they were asked for. */
  readonly smaller: readonly Tensor4D[];
}

export interface MultiScaleOptions {
  /** Each must divide that of the images, also where a stream is asked for a lower one. */
  readonly resolutions: readonly number[];
}

/**
 * The data set with its images at several resolutions, as MSG-GAN, StackGAN and AttnGAN need real images: `images` as they are, and `smaller`, each the
 * mean of what its pixels cover (area filter, antialiased; not rounded to bytes). Whatever else a batch has, such as captions, stays.
 *
 * The caller disposes `smaller` too; `tf.dispose(batch)` takes all.
 *
 * @throws GanError where no resolution is given, or on a batch whose images are not square or not divisible.
 * @example
 * const table = arrayTable({ name: 'squares', images: new Uint8Array(2 * 16), shape: [2, 4, 4, 1] });
 * const { images, smaller } = await multiScale(labelledImages(table), { resolutions: [1, 2] }).stream({ batchSize: 2, seed: 7 }).next();
 */
export function multiScale<Batch extends ImageBatch>(
  dataset: Dataset<Batch>,
  { resolutions }: MultiScaleOptions,
): Dataset<Batch & SmallerImages> {
  const valid = resolutions.length > 0 && resolutions.every((resolution) => Number.isSafeInteger(resolution) && resolution > 0);
  check(valid, () => `multiScale: resolutions must be whole numbers above 0, one at least. Got [${resolutions.join(', ')}].`);
  return {
    ...dataset,
    describe: () => ({ ...dataset.describe(), smaller: { resolutions: [...resolutions], filter: 'area' } }),
    stream(request): BatchStream<Batch & SmallerImages> {
      const stream = dataset.stream(request);
      return {
        tensors: () => stream.tensors(),
        toJson: () => stream.toJson(),
        restore: (tensors, json) => stream.restore(tensors, json),
        close: () => stream.close(),
        async next() {
          const batch = await stream.next();
          try {
            return { ...batch, smaller: shrink(dataset.name, batch.images, resolutions) };
          } catch (error) {
            tf.dispose(tensorsOf(batch));
            throw error;
          }
        },
      };
    },
  };
}

function shrink(name: string, images: Tensor4D, resolutions: readonly number[]): Tensor4D[] {
  const [, height, width] = images.shape;
  const fits = height === width && resolutions.every((resolution) => height % resolution === 0);
  check(
    fits,
    () =>
      `${name} multiScale: resolutions must divide those of square images. Got ${resolutions.join(', ')} of ${height} x ${width}. Resize them first.`,
  );
  return resolutions.map((resolution) => {
    const factor = height / resolution;
    return factor === 1 ? tf.clone(images) : tf.avgPool(images, factor, factor, 'valid');
  });
}

function tensorsOf(batch: object): tf.Tensor[] {
  const parts: readonly unknown[] = Object.values(batch);
  return parts.filter((part): part is tf.Tensor => part instanceof tf.Tensor);
}
