import { ops } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Images } from '../features/images';

/**
 * The bands of a Laplacian pyramid of images, the finest first, each half as large as the one before; see `ops.laplacianPyramid`.
 *
 * @throws GanError unless the images can be halved so often.
 * @example const [fine, coarse] = await laplacianBands({ shape: [1, 16, 16, 1], data: new Float32Array(256) }, 2); // 16 and 8 pixels wide
 */
export async function laplacianBands({ shape, data }: Images, levels: number): Promise<readonly Images[]> {
  const bands = tf.tidy(() => ops.laplacianPyramid(tf.tensor4d(Float32Array.from(data), [...shape]), { levels, filter: 'binomial' }));
  try {
    return await Promise.all(
      bands.map(async (band) => ({ shape: [...band.shape] as Images['shape'] & number[], data: await band.data<'float32'>() })),
    );
  } finally {
    tf.dispose(bands);
  }
}
