import { check, printable, readSafetensors, shown, tensorFromRaw, type RawTensor } from '@ganblocks/core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** A classifier's weights, and how good it is with them. */
export interface ClassifierWeights<Name extends string> {
  /** The caller disposes them. */
  readonly weights: Readonly<Record<Name, Tensor>>;
  /** `test_accuracy` of the file's metadata, in [0, 1]. */
  readonly testAccuracy: number;
}

/**
 * Reads a safetensors file with the float32 weights of these shapes and no others, and `test_accuracy` in its metadata.
 *
 * @throws GanError if a weight is missing, unknown, not finite or of another shape, or the accuracy is not a number in [0, 1]; no tensor is left then.
 */
export function classifierWeights<Name extends string>(
  where: string,
  bytes: Uint8Array,
  shapes: Readonly<Record<Name, readonly number[]>>,
): ClassifierWeights<Name> {
  const { tensors, metadata } = readSafetensors(bytes);
  const names = Object.keys(shapes) as Name[];
  const unknown = [...tensors.keys()].filter((name) => !Object.hasOwn(shapes, name));
  check(
    unknown.length === 0,
    () => `${where}: expected the weights ${names.join(', ')} and no others. Got also ${printable(unknown.join(', '))}.`,
  );
  for (const name of names) checkWeight(where, name, shapes[name], tensors.get(name));
  const stated = metadata['test_accuracy'];
  // Strictly: parseFloat would take '0.98 of nothing', and Number would take blanks for 0.
  const testAccuracy = stated !== undefined && /^[\d.]+(e-?\d+)?$/.test(stated) ? Number(stated) : NaN;
  check(
    testAccuracy >= 0 && testAccuracy <= 1,
    () => `${where}: the metadata must have test_accuracy, a number in [0, 1]. Got ${printable(String(stated))}. Save it with the weights.`,
  );
  const weights = Object.fromEntries(names.map((name) => [name, tensorFromRaw(tensors.get(name)!)])) as Record<Name, Tensor>;
  return { weights, testAccuracy };
}

function checkWeight(where: string, name: string, shape: readonly number[], found: RawTensor | undefined): void {
  const expected = shape.join(', ');
  const received = found === undefined ? 'none' : `${found.dtype} ${shown(found.shape).replaceAll(',', ', ')}`;
  check(
    received === `F32 [${expected}]`,
    () => `${where}: '${name}' must be F32 [${expected}]. Got ${received}. Is this the file of another network?`,
  );
  const finite = (found?.data as Float32Array).every(Number.isFinite);
  check(finite, () => `${where}: '${name}' must be finite. Got NaN or infinity. Train or download the weights again.`);
}
