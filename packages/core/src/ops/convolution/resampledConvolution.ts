import type { Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength, checkRank } from '../checks';
import { type Padding, type Zeros, convolutionSize, paddingOf } from './convolutionSize';

/** Throws unless the kernel reads the channels of the images, and the resolution changes by a whole number. */
export function checkResampled(where: string, x: Tensor4D, kernel: Tensor4D, option: string, times: number): void {
  checkRank(where, 'x', x, 4, 'N, H, W, C');
  checkRank(where, 'kernel', kernel, 4, 'kh, kw, C, K');
  check(kernel.shape[2] === axisLength(x, 3), () => {
    return `${where}: the kernel must read the channels of x. Got ${axisLength(x, 3)} channels, kernel [${kernel.shape.join(', ')}].`;
  });
  check(Number.isInteger(times) && times >= 1, () => `${where}: ${option} must be a positive integer. Got ${times}.`);
}

/** The zeros around an image of this size, and how large a convolution of stride 1 leaves it. */
export function stayingSize(
  where: string,
  size: readonly [number, number],
  { shape: [rows, columns] }: Tensor4D,
  padding: Padding,
): { readonly zeros: Zeros; readonly size: [number, number] } {
  const request = { size, kernel: [rows, columns], padding } as const;
  return { zeros: paddingOf(where, request), size: convolutionSize(request, where) as [number, number] };
}
