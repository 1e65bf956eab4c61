import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { check, rawFromTensor, writeSafetensors } from '@ganblocks/core';
import type { Tensor } from '@tensorflow/tfjs-core';

export interface TrainedClassifier {
  readonly weights: Readonly<Record<string, Tensor>>;
  /** Share of the test images that it names right. */
  readonly testAccuracy: number;
  /** What else the file says of the weights. */
  readonly about: Readonly<Record<string, string>>;
}

/** Writes a classifier's weights as safetensors, unless it is worse than it has to be. */
export async function saveClassifier(
  target: URL,
  { weights, testAccuracy, about }: TrainedClassifier,
  { leastAccuracy }: { readonly leastAccuracy: number },
): Promise<void> {
  check(
    testAccuracy >= leastAccuracy,
    () => `train: expected a test accuracy of at least ${leastAccuracy}. Got ${testAccuracy}; nothing is written.`,
  );
  const tensors = await Promise.all(Object.entries(weights).map(async ([name, weight]) => [name, await rawFromTensor(weight)] as const));
  const bytes = writeSafetensors(new Map(tensors), { test_accuracy: String(testAccuracy), ...about });
  await writeFile(target, bytes);
  console.log(`test accuracy ${testAccuracy}, ${bytes.length} bytes: ${fileURLToPath(target)}`);
}
