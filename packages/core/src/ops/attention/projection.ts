import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength } from '../checks';
import { dense } from '../dense/dense';

/** A linear map of each position's channels: a dense layer, or a 1×1 convolution. */
export interface Projection {
  /** `[C, K]`. The kernel `[1, 1, C, K]` of a 1×1 convolution, reshaped. */
  readonly kernel: Tensor2D;
  /** `[K]`. Default none. */
  readonly bias?: Tensor1D | undefined;
}

/** Throws unless a kernel reads the last axis of x. */
export function checkProjection(where: string, name: string, x: Tensor, kernel: Tensor2D): void {
  check(
    kernel.rank === 2 && kernel.shape[0] === axisLength(x, -1),
    () => `${where}: the kernel of ${name} must read ${axisLength(x, -1)} channels. Got [${kernel.shape.join(', ')}].`,
  );
}

/** The projection of the last axis; `name` says in an error which one does not fit. */
export function project<T extends Tensor>(where: string, name: string, x: T, { kernel, bias }: Projection): T {
  checkProjection(where, name, x, kernel);
  return dense(x, kernel, { bias });
}

/** The number of channels that a projection gives. */
export const widthOf = ({ kernel }: Projection): number => axisLength(kernel, 1);
