import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc } from '@tensorflow/tfjs-core';

/** A reduction seen as rows of channels: [outer, rows, channels] → [outer, channels]. */
export interface Reduction {
  readonly outer: number;
  readonly rows: number;
  readonly channels: number;
  /** Of the result. */
  readonly shape: number[];
}

type Call = Pick<Parameters<KernelFunc>[0], 'inputs' | 'attrs'>;

/** A call of `Sum` or `Mean` of floats over neighbouring axes before the last; undefined where it reduces others too. */
export function channelReduction({ inputs, attrs }: Call): Reduction | undefined {
  const { dtype, shape } = inputs['x']!;
  const { axis, keepDims } = attrs as unknown as { axis?: number | number[]; keepDims?: boolean };
  const axes = tf.util.parseAxisParam(axis ?? [...shape.keys()], shape).sort((a, b) => a - b);
  const first = axes[0] ?? 0;
  const end = first + axes.length;
  const neighbours = axes.every((reduced, i) => reduced === first + i) && end < shape.length;
  const before = shape.slice(0, first);
  const kept = shape.slice(end);
  const [outer, rows, channels] = [before, shape.slice(first, end), kept].map(tf.util.sizeFromShape) as [number, number, number];
  const innermost = outer > 1 && channels === 1;
  if (!neighbours || innermost || dtype !== 'float32' || outer * rows * channels === 0) return undefined;
  return { outer, rows, channels, shape: [...before, ...(keepDims ? axes.map(() => 1) : []), ...kept] };
}
