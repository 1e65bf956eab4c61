import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type NormalizationAttributes, normalizationBySelf } from '../../autodiff/gradients/own/normalization';
import { ownKernels } from '../../autodiff/ownKernel';
import { axisLength } from '../checks';

interface Request {
  /** Parts of x along its first axis with moments of their own: 1, or all N. */
  readonly instances: number;
  /** [C], or [N, C]. */
  readonly scale?: Tensor | undefined;
  readonly offset?: Tensor | undefined;
  readonly epsilon: number;
}

interface Normalized<T extends Tensor> {
  readonly y: T;
  /** [C], or [instances, C]. */
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/** Moments, scale and offset of x `[N, …, C]` by one kernel, where the backend has it; undefined elsewhere. In a tidy; what is given has been checked. */
export function normalizeBySelf<T extends Tensor>(x: T, { instances, scale, offset, epsilon }: Request): Normalized<T> | undefined {
  const shape = (scale ?? offset)?.shape ?? [axisLength(x, -1)];
  if (scale && offset && !tf.util.arraysEqual(scale.shape, offset.shape)) return undefined;
  const attributes: NormalizationAttributes = { epsilon, instances, shape };
  const results = ownKernels(normalizationBySelf, { x, scale, offset }, attributes);
  if (!results) return undefined;
  const [y, mean, variance] = results as [T, Tensor, Tensor];
  return { y, mean, variance };
}
