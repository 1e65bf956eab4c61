import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import type { KernelRequest } from '../layer/kernelWeights';

/** A row of a table for each label. A row is an output, as in PyTorch: `u` of spectral normalization has one number a class. */
export const labelTable = (classes: number, size: number): KernelRequest => ({
  name: 'table',
  shape: [classes, size],
  outputAxis: -2,
  fans: { fanIn: size, fanOut: classes },
});

/** The labels `[N]`, which tfjs's own `model.predict` hands on as `[N, 1]`. */
export const flatLabels = (labels: Tensor): Tensor1D => (labels.rank === 2 ? tf.reshape(labels, [labels.size]) : (labels as Tensor1D));

/** Throws unless a shape is that of one label an example. */
export function checkLabels(where: string, shape: Shape): void {
  check(shape.length === 1, () => {
    const written = shape.map((length) => length ?? 'null').join(', ');
    return `${where}: labels must be [N], a whole number for each example. Got [${written}]. Use input({ shape: [], dtype: 'int32' }).`;
  });
}
