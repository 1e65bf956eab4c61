import { check } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { resizeImages } from '../resize/resizeImages';
import type { Extractor } from './extractor';

/**
 * Images as an extractor takes them: grey ones repeated where it wants colours, colours averaged (0.299 R + 0.587 G + 0.114 B) where it wants grey, then
 * brought to its size by its rule. `images [N, H, W, C]` -> `[N, size, size, channels]`. The caller disposes.
 *
 * @throws GanError unless the images have 1 or 3 channels.
 * @example prepareImages(tf.ones([2, 16, 16, 1]), randomFeatures({ resolution: 32 })).shape; // [2, 32, 32, 3]
 */
export function prepareImages(images: Tensor4D, { size, channels, resize }: Pick<Extractor, 'size' | 'channels' | 'resize'>): Tensor4D {
  const own = (images.shape as number[])[3];
  check(
    images.rank === 4 && (own === 1 || own === 3),
    () => `prepareImages: images must be [N, H, W, 1] or [N, H, W, 3]. Got [${images.shape.join(', ')}].`,
  );
  return tf.tidy(() => {
    const coloured = own === channels ? images : channels === 3 ? tf.concat([images, images, images], 3) : grey(images);
    return size === undefined ? tf.clone(coloured) : resizeImages(coloured, { size, rule: resize });
  });
}

const grey = (images: Tensor4D): Tensor4D => tf.sum(tf.mul(images, tf.tensor1d([0.299, 0.587, 0.114])), 3, true);

/** Throws unless the images are as the extractor takes them. */
export const checkPrepared = (images: Tensor4D, { name, size, channels }: Pick<Extractor, 'name' | 'size' | 'channels'>): void => {
  const [n = 0, height = 0, width = 0, own] = images.shape as readonly number[];
  const fits = images.rank === 4 && n > 0 && own === channels && (size === undefined || (height === size[0] && width === size[1]));
  check(
    fits,
    () =>
      `${name}: images must be [N, ${size === undefined ? 'H, W' : size.join(', ')}, ${channels}] in [-1, 1]. Got [${images.shape.join(', ')}]. Use prepareImages.`,
  );
};
