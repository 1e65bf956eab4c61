import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import type { Kernel } from '../kernels/kernel';

/** With 16,384 channels and more the pooling kernel overruns its stack. */
const MOST_CHANNELS = 8192;

interface Reduction {
  readonly outer: number;
  readonly rows: number;
  readonly channels: number;
  readonly shape: number[];
}

/** A reduction over neighbouring axes before the last, seen as rows of channels; undefined where others are reduced too, or too many channels are kept. */
function channelReduction(x: Tensor, axis: number | number[] | undefined, keepDims: boolean): Reduction | undefined {
  const axes = tf.util.parseAxisParam(axis ?? x.shape.map((_, i) => i), x.shape).sort((a, b) => a - b);
  const first = axes[0] ?? 0;
  const end = first + axes.length;
  const neighbours = axes.every((reduced, i) => reduced === first + i) && end < x.rank;
  const outer = tf.util.sizeFromShape(x.shape.slice(0, first));
  const rows = tf.util.sizeFromShape(x.shape.slice(first, end));
  const kept = x.shape.slice(end);
  const channels = tf.util.sizeFromShape(kept);
  const innermost = outer > 1 && channels === 1;
  if (!neighbours || innermost || x.dtype !== 'float32' || x.size === 0 || channels > MOST_CHANNELS) return undefined;
  const before = x.shape.slice(0, first);
  return { outer, rows, channels, shape: [...before, ...(keepDims ? axes.map(() => 1) : []), ...kept] };
}

/** Mean of each channel by average pooling over all rows: 0.1 ms where the stock reductions take 1.3 ms (`[64, 14, 14, 64]`). */
const meansOf = (x: Tensor, { outer, rows, channels }: Reduction): Tensor =>
  tf.avgPool(tf.reshape<tf.Rank.R4>(x, [outer, rows, 1, channels]), [rows, 1], 1, 'valid');

/** A reduction kernel that takes means by pooling where neighbouring axes before the last are reduced, and is the original elsewhere. */
const byPooling = (name: string, finish: (means: Tensor, reduction: Reduction) => Tensor): Kernel => ({
  name,
  build:
    (original): KernelFunc =>
    (call) => {
      const { axis, keepDims } = call.attrs as unknown as { axis?: number | number[]; keepDims?: boolean };
      const reduction = channelReduction(call.inputs['x'] as Tensor, axis, keepDims ?? false);
      if (!reduction) {
        check(
          original !== undefined,
          () => `${name}: expected the stock kernel of wasm to be registered. Got none. Call useBackend('wasm') first.`,
        );
        return original(call);
      }
      return tf.tidy(() => tf.reshape(finish(meansOf(call.inputs['x'] as Tensor, reduction), reduction), reduction.shape));
    },
});

/** `Mean` over the axes of batch or places, as batch and instance norm take their moments. */
export const mean: Kernel = byPooling(tf.Mean, (means) => means);

/** `Sum` over the axes of batch or places, as the gradients of biases and styles are. */
export const sum: Kernel = byPooling(tf.Sum, (means, { rows }) => tf.mul(means, rows));
