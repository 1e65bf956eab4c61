import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';

/** One promise of a contract. `run` rejects where it is not kept; any test runner can run it. */
export interface ContractCheck {
  readonly name: string;
  run(): Promise<void>;
}

/** The largest difference of two tensors; Infinity where shapes differ. */
export async function difference(a: Tensor, b: Tensor): Promise<number> {
  if (a.shape.join() !== b.shape.join()) return Infinity;
  const largest = tf.tidy(() => tf.max(tf.abs(tf.sub(a, b))));
  const [value = NaN] = await largest.data();
  largest.dispose();
  return value;
}

/** Throws unless the tensors agree. */
export async function checkEqual(what: string, a: Tensor, b: Tensor): Promise<void> {
  const largest = await difference(a, b);
  check(
    largest <= 1e-6,
    () => `${what} must agree. Got shapes [${a.shape.join(', ')}] and [${b.shape.join(', ')}], largest difference ${largest}.`,
  );
}

/** Throws unless the tensors differ. */
export async function checkUnlike(what: string, a: Tensor, b: Tensor): Promise<void> {
  check((await difference(a, b)) > 0, () => `${what} must differ. Got the same numbers.`);
}

/** Runs `body` and frees what it left behind. */
export async function scoped(body: () => Promise<void>): Promise<void> {
  tf.engine().startScope();
  try {
    await body();
  } finally {
    tf.engine().endScope();
  }
}

/** Throws unless `body` leaves as many tensors as it found. */
export async function checkFrees(what: string, body: () => Promise<void> | void): Promise<void> {
  const before = tf.memory().numTensors;
  await body();
  const left = tf.memory().numTensors - before;
  check(left === 0, () => `${what} must free every tensor that it makes. Got ${left} left.`);
}
