import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { imageShape } from '../../layer/shapes';
import { writtenSize } from '../translation/imageSize';
import { pathOf } from '../path';

/** An image and planes of its size as one tensor, the planes behind the image's channels. Layer: `<name>/beside`. */
export function besideOf(where: string, x: SymbolicTensor, planes: readonly SymbolicTensor[], name: string): SymbolicTensor {
  const size = writtenSize(imageShape(where, x.shape).size);
  for (const plane of planes) {
    const other = writtenSize(imageShape(where, plane.shape).size);
    check(other === size, () => `${where}: what lies beside the image must have its size, ${size}. Got ${other}. Resize it.`);
  }
  if (planes.length === 0) return x;
  return layers.concatenate({ axis: -1, name: pathOf(name, 'beside') }).apply([x, ...planes]) as SymbolicTensor;
}
