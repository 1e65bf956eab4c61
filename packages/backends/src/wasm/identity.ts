import * as tf from '@tensorflow/tfjs-core';
import type { DataId, KernelFunc } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernels/kernel';

interface SharedData {
  incRef(dataId: DataId): void;
}

/** `Identity` that shares the data, as on every other backend; the stock kernel copies, and every saved tensor of the tape is a clone. */
export const identity: Kernel = {
  name: tf.Identity,
  build:
    (): KernelFunc =>
    ({ inputs, backend }) => {
      const { dataId, shape, dtype } = inputs['x']!;
      (backend as SharedData).incRef(dataId);
      return { dataId, shape, dtype };
    },
};
