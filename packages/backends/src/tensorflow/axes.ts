import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernels/kernel';

type Call = Parameters<KernelFunc>[0];

/** A kernel with other attributes than it was called with. */
const withAttributes = (name: string, attributesOf: (call: Call) => Record<string, unknown>): Kernel => ({
  name,
  build:
    (original): KernelFunc =>
    (call) =>
      original!({ ...call, attrs: { ...call.attrs, ...attributesOf(call) } as unknown as NonNullable<Call['attrs']> }),
});

const fromTheFront = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** Axes counted from the end, and all of them where none is named: tfjs-node passes on what it is given, which TensorFlow refuses or misreads. */
export const axes: readonly Kernel[] = [
  withAttributes(tf.GatherV2, ({ inputs, attrs }) => {
    const rank = (inputs['x'] as Tensor).shape.length;
    const { axis, batchDims = 0 } = attrs as unknown as { axis: number; batchDims?: number };
    return { axis: fromTheFront(axis, rank), batchDims: fromTheFront(batchDims, (inputs['indices'] as Tensor).shape.length) };
  }),
  withAttributes(tf.Pack, ({ inputs, attrs }) => {
    const [first] = Object.values(inputs) as Tensor[];
    return { axis: fromTheFront((attrs as unknown as { axis: number }).axis, (first?.shape.length ?? 0) + 1) };
  }),
  withAttributes(tf.Reverse, ({ inputs, attrs }) => {
    const { shape } = inputs['x'] as Tensor;
    return { dims: (attrs as unknown as { dims?: number[] }).dims ?? shape.map((_, axis) => axis) };
  }),
  withAttributes(tf.Slice, ({ inputs, attrs }) => {
    const { begin, size } = attrs as unknown as { begin: number | number[]; size: number | number[] };
    const [first, lengths] = tf.slice_util.parseSliceParams(inputs['x'] as Tensor, begin, size);
    return { begin: first, size: lengths };
  }),
];
