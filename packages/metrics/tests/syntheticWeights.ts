import { writeSafetensors, type RawTensor } from '@ganblocks/core';
import { digitWeightShapes } from '../src/digits/digitNetwork';
import { formulaNumbers } from './formulaFeatures';

/** A file of the digit classifier with weights by formula: it has the right form and knows nothing. */
export const syntheticWeights = (): Uint8Array => {
  const tensors = new Map<string, RawTensor>();
  for (const [name, shape] of Object.entries(digitWeightShapes)) {
    const number = formulaNumbers(name);
    const size = shape.reduce((product: number, length) => product * length, 1);
    tensors.set(name, { dtype: 'F32', shape, data: Float32Array.from({ length: size }, (_, i) => (2 * number(i) - 1) / 4) });
  }
  return writeSafetensors(tensors, { test_accuracy: '0.5' });
};
