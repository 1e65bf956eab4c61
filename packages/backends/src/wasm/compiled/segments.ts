import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf } from '../module/addresses';
import { segmentSum } from '../module/moves';
import { areFloats, type Compiled } from './compiled';

/** The rows of x added up by segment. */
export const sumsOfSegments: Compiled = (module, { inputs, attrs }) => {
  const { x, segmentIds } = inputs as Record<'x' | 'segmentIds', TensorInfo>;
  const { numSegments } = attrs as unknown as { numSegments: number };
  const [rows = 1, ...rest] = x.shape;
  const named = segmentIds.dtype === 'int32' && segmentIds.shape.length === 1 && sizeOf(segmentIds) === rows;
  if (!named || !areFloats(x) || numSegments === 0) return undefined;
  const sums = segmentSum(module, { ...described(x), shape: [rows, tf.util.sizeFromShape(rest)] }, segmentIds, numSegments);
  return { ...sums, shape: [numSegments, ...rest] };
};

const described = ({ dataId, dtype, shape }: TensorInfo): TensorInfo => ({ dataId, dtype, shape });
