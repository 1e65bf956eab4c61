import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { copyBlocks } from './copyBlocks';
import type { Axis } from './convolutionGeometry';

/** The part of an axis from `start` on that is `size` long; both may leave the axis, where zeros stand. */
export interface Span {
  readonly start: number;
  readonly size: number;
}

/** How a span lies on an axis of `length`: so many zeros, then `size` values from `start`, then zeros again. */
function overlap({ start, size }: Span, length: number): { start: number; size: number; before: number; after: number } {
  const first = Math.min(Math.max(start, 0), length);
  const end = Math.max(Math.min(start + size, length), first);
  const before = Math.min(Math.max(-start, 0), size);
  return { start: first, size: end - first, before, after: size - before - (end - first) };
}

/** A window of images `x [N, H, W, C]`, zeros where it leaves them; what the window does not change is not copied. */
export function windowOf(x: Tensor, rows: Span, columns: Span): Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const y = overlap(rows, height);
  const across = overlap(columns, width);
  return tf.tidy(() => {
    const shape = [batch, rows.size, columns.size, channels];
    if (y.size === 0 || across.size === 0) return tf.zeros(shape);
    const length = across.size * channels;
    const inside =
      y.size === height && across.size === width
        ? tf.reshape(x, [batch, height, length])
        : copyBlocks(x, [batch, y.size, length], (copy) => {
            for (let n = 0, to = 0; n < batch; n++) {
              for (let row = 0; row < y.size; row++, to += length) {
                copy(to, ((n * height + y.start + row) * width + across.start) * channels, length);
              }
            }
          });
    if (y.before + y.after + across.before + across.after === 0) return tf.reshape(inside, shape);
    const padding: [number, number][] = [
      [0, 0],
      [y.before, y.after],
      [across.before * channels, across.after * channels],
    ];
    return tf.reshape(tf.pad(inside, padding), shape);
  });
}

/** The unpadded input out of images that begin with the padding. */
export const withoutPadding = (x: Tensor, height: Axis, width: Axis): Tensor =>
  windowOf(x, { start: height.before, size: height.input }, { start: width.before, size: width.input });

/**
 * Pixels of `strideY * strideX` phases, each `[N, Q, P, C]`, woven into images: phase `(r, s)` holds the pixels `(q * strideY + r, p * strideX + s)`.
 * Two transposes of few axes, since the stock depth-to-space and batch-to-space take 100 times longer.
 */
export function weave(phases: readonly Tensor[], shape: [number, number, number, number], strideY: number, strideX: number): Tensor {
  const [batch, rows, columns, channels] = shape;
  return tf.tidy(() => {
    const parts = phases.map((phase) => tf.reshape(phase, [1, batch * rows * columns * channels]));
    const wide = tf.transpose(tf.reshape(tf.concat(parts, 0), [strideY, strideX, batch * rows * columns, channels]), [0, 2, 1, 3]);
    const tall = tf.transpose(tf.reshape(wide, [strideY, batch * rows, columns * strideX * channels]), [1, 0, 2]);
    return tf.reshape(tall, [batch, rows * strideY, columns * strideX, channels]);
  });
}
