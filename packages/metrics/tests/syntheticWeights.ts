import { writeSafetensors, type RawTensor } from '@ganblocks/core';
import { digitWeightShapes } from '../src/digits/digitNetwork';
import { formulaNumbers } from './formulaFeatures';

/** A file of a classifier, of digits by default, with weights by formula: it has the right form and knows nothing. */
export const syntheticWeights = (shapes: Readonly<Record<string, readonly number[]>> = digitWeightShapes): Uint8Array => {
  const tensors = new Map<string, RawTensor>();
  for (const [name, shape] of Object.entries(shapes)) {
    const number = formulaNumbers(name);
    const size = shape.reduce((product, length) => product * length, 1);
    tensors.set(name, { dtype: 'F32', shape, data: Float32Array.from({ length: size }, (_, i) => (2 * number(i) - 1) / 4) });
  }
  return writeSafetensors(tensors, { test_accuracy: '0.5' });
};
