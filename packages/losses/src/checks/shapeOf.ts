import type { Tensor } from '@tensorflow/tfjs-core';

/** A tensor's shape, for a message: `[2, 3]`. */
export const shapeOf = ({ shape }: Pick<Tensor, 'shape'>): string => `[${shape.join(', ')}]`;
