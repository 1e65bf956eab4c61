import { layers } from '@tensorflow/tfjs-layers';

interface WeightMaker {
  addWeight(
    name: string,
    shape: readonly number[],
    dtype?: unknown,
    initializer?: unknown,
    regularizer?: unknown,
    trainable?: boolean,
  ): unknown;
}

const never = (): never => {
  throw new Error('countWeights: a counted weight has no numbers. Count networks without reparametrizations.');
};

/**
 * How many trainable numbers the layers have that `build` applies, without making them: counts networks of any size in no memory.
 * Synchronous; a `reparam` that reads its kernel when it is built cannot be counted.
 */
export function countWeights(build: () => unknown): number {
  const maker = layers.Layer.prototype as unknown as WeightMaker;
  const original = Object.getOwnPropertyDescriptor(maker, 'addWeight');
  let count = 0;
  maker.addWeight = (_name, shape, _dtype, _initializer, _regularizer, trainable = true) => {
    if (trainable) count += shape.reduce((product, length) => product * length, 1);
    return { read: never, write: never, trainable, shape };
  };
  try {
    build();
  } finally {
    if (original) Object.defineProperty(maker, 'addWeight', original);
  }
  return count;
}
