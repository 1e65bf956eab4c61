import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { imageShape } from '../../layer/shapes';

/** Height and width in words. */
export const writtenSize = (size: readonly (number | null)[]): string => size.map((length) => length ?? 'any length').join(' x ');

/** Throws unless x is images that can be halved so often; a length that is not known may be any. */
export function checkHalvings(where: string, x: SymbolicTensor, times: number): void {
  const { size } = imageShape(where, x.shape);
  const divisor = 2 ** times;
  const divisible = size.every((length) => length === null || length % divisor === 0);
  check(divisible, () => {
    return `${where}: height and width must be multiples of ${divisor}, to be halved ${times} times. Got ${writtenSize(size)}. Resize the image, or halve it less often.`;
  });
}
