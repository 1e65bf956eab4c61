import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { type AttributeBatch, check } from '@ganblocks/core';
import { checkInteger } from '../config/resolveConfig';
import type { Condition } from './condition';

/** Samples of these attributes `[N, A]`, one a row; whoever asks keeps them. */
export interface AttributeRequest {
  readonly attributes: Tensor2D;
}

/**
 * Vectors of attributes, or tags, as a game's condition: both networks get float32 `[N, A]`.
 *
 * Reals have the rows of their batch, and fakes are made for rows of it, drawn with replacement, since not every combination exists; samples
 * for one attribute each, in turn, or for those asked for.
 *
 * @throws GanError unless there are attributes, and where samples of another number of them are asked for.
 * @example const condition = attributeVectors({ attributes: 40 });
 */
export function attributeVectors({ attributes }: { readonly attributes: number }): Condition<AttributeBatch, AttributeRequest> {
  checkInteger('attributeVectors', 'attributes', attributes, 1);
  return {
    name: 'attributes',
    of: (batch) => batch.attributes,
    draw: (count, random, reals) => tf.tidy(() => tf.gather(reals, random.integers(count, reals.shape[0]))),
    asked(request) {
      if (typeof request !== 'number') {
        const { shape } = request.attributes;
        check(shape[1] === attributes, () => {
          return `sample: attributes must be [N, ${attributes}]. Got [${shape.join(', ')}].`;
        });
        return tf.clone(request.attributes);
      }
      const oneEach = Array.from({ length: request }, (_, i) => i % attributes);
      return tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(oneEach, 'int32'), attributes), 'float32'));
    },
  };
}
