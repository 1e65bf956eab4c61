import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient } from '../../engine';
import { isTaped } from '../../isTaped';
import { ownKernels } from '../../ownKernel';
import { savedAt } from '../build';

export interface NormalizationAttributes {
  readonly epsilon: number;
  /** M: parts of x along its first axis that have moments of their own. */
  readonly instances: number;
  /** Of scale and offset: [C], or [P, C] for parts of instances that have numbers of their own; P is a multiple of M. */
  readonly shape: readonly number[];
}

interface Parts {
  readonly dy: Tensor;
  readonly meanGradient: Tensor;
  readonly varianceGradient: Tensor;
  readonly x: Tensor;
  readonly mean: Tensor;
  readonly variance: Tensor;
  readonly scale?: Tensor | undefined;
}

type ByInput = Readonly<Record<'x' | 'scale' | 'offset', () => Tensor>>;

/** By one kernel, where nobody will differentiate what comes out. */
function inOneKernel(parts: Parts, attributes: NormalizationAttributes): ByInput | undefined {
  const results = ownKernels('GanNormalizationGradient', { ...parts }, attributes);
  if (!results) return undefined;
  const [dx, scale, offset] = results as [Tensor, Tensor, Tensor];
  const shape = [...attributes.shape];
  const fitted = (sums: Tensor): Tensor => {
    if (tf.util.arraysEqual(sums.shape, shape)) return sums;
    return tf.reshape(shape.length === 1 ? tf.sum(sums, 0) : sums, shape);
  };
  return { x: () => dx, scale: () => fitted(scale), offset: () => fitted(offset) };
}

/**
 * By ops with gradients of their own. On x as [M, K, R, C], with K parts that have scales of their own and R rows each, and g = dy · scale:
 * dx = r · (g - mean(g) - x̂ · mean(g · x̂)) + dm / n + (x - m) · 2 dv / n, where r = 1 / √(v + ε) and x̂ = (x - m) · r.
 */
function composed(parts: Parts, { epsilon, instances, shape }: NormalizationAttributes): ByInput {
  const channels = parts.x.shape.at(-1) ?? 1;
  const isShared = shape.length === 1;
  const split = isShared ? 1 : (shape[0] ?? 1) / instances;
  const rows = parts.x.size / (instances * split * channels);
  const count = split * rows;
  const whole = (x: Tensor): Tensor => tf.reshape(x, [instances, split, rows, channels]);
  const perInstance = (numbers: Tensor): Tensor => tf.reshape(numbers, [instances, 1, 1, channels]);
  const perPart = (numbers: Tensor): Tensor => tf.reshape(numbers, isShared ? [1, 1, 1, channels] : [instances, split, 1, channels]);
  const added = (x: Tensor): Tensor => tf.reshape(tf.sum(x, isShared ? [0, 1, 2] : [2]), [...shape]);

  const dy = whole(parts.dy);
  const centred = tf.sub(whole(parts.x), perInstance(parts.mean));
  const inverse = tf.rsqrt(tf.add(perInstance(parts.variance), epsilon));
  const normalized = tf.mul(centred, inverse);
  return {
    x: () => {
      const g = parts.scale ? tf.mul(dy, perPart(parts.scale)) : dy;
      const along = tf.mul(normalized, tf.mean(tf.mul(g, normalized), [1, 2], true));
      const byValues = tf.mul(tf.sub(tf.sub(g, tf.mean(g, [1, 2], true)), along), inverse);
      const byMean = tf.div(perInstance(parts.meanGradient), count);
      const byVariance = tf.mul(centred, tf.mul(perInstance(parts.varianceGradient), 2 / count));
      return tf.reshape(tf.add(byValues, tf.add(byVariance, byMean)), parts.x.shape);
    },
    scale: () => added(tf.mul(dy, normalized)),
    offset: () => added(dy),
  };
}

/** [y, m, v]: y = (x - m) / √(v + ε) · scale + offset by x's own moments m and v. */
export const normalizationBySelf: Gradient = {
  kernelName: 'GanNormalization',
  inputsToSave: ['x', 'scale'],
  outputsToSave: [false, true, true],
  gradFunc: (dys, saved, given) => {
    const attributes = given as unknown as NormalizationAttributes;
    const [dy, meanGradient, varianceGradient] = dys as [Tensor, Tensor, Tensor];
    const [mean, variance] = [savedAt(saved, saved.length - 2), savedAt(saved, saved.length - 1)];
    const scale = saved.length > 3 ? saved[1] : undefined;
    const parts: Parts = { dy, meanGradient, varianceGradient, x: savedAt(saved, 0), mean, variance, scale };
    return (isTaped() ? undefined : inOneKernel(parts, attributes)) ?? composed(parts, attributes);
  },
};
