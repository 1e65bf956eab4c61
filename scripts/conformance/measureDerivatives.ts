import { GanError, randomStream } from '@ganblocks/core';
import { checkDerivatives } from '@ganblocks/core/testing';
import type { CatalogueEntry, DerivativeCase } from '@ganblocks/core/testing';
import * as tf from '@tensorflow/tfjs-core';
import type { Flavour, OrderResult } from './items';

/** The sentence of an error that says what went wrong. */
export const sentenceOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 300) ?? '';

/** As many of an op's values as tell whether a backend computes the op. */
const VALUES = 256;

/** What the op gives, or nothing where it throws. */
export async function measureValues({ f, inputs }: DerivativeCase): Promise<readonly number[] | undefined> {
  const drawn = inputs();
  try {
    const y = tf.tidy(() => tf.cast(f(...drawn), 'float32'));
    const values = await y.data();
    y.dispose();
    return Array.from(values.subarray(0, VALUES));
  } catch {
    return undefined;
  } finally {
    tf.dispose(drawn);
  }
}

/** Each derivative's largest error. An order that throws does not hide those below it. */
export async function measureDerivatives({ f, inputs, order }: DerivativeCase, flavour: Flavour): Promise<OrderResult[]> {
  const failures: OrderResult[] = [];
  for (let highest = order; highest > 0; highest--) {
    const drawn = inputs();
    try {
      const checks = await checkDerivatives({ f, inputs: drawn, order: highest, install: flavour === 'ours' });
      const worst = (n: number): number =>
        Math.max(...checks.filter((check) => check.order === n).map(({ error }) => (Number.isNaN(error) ? Infinity : error)));
      return [...Array.from({ length: highest }, (_, i) => ({ order: i + 1, error: worst(i + 1) })), ...failures];
    } catch (error) {
      failures.unshift({ order: highest, failure: sentenceOf(error), refused: error instanceof GanError });
    } finally {
      tf.dispose(drawn);
    }
  }
  return failures;
}

/** The derivative of an op that is constant almost everywhere: its largest element, which has to be 0. */
export async function measureConstant({ f }: CatalogueEntry & { readonly kind: 'constant' }): Promise<OrderResult[]> {
  const x = randomStream(7).uniform([3, 4], { low: -1, high: 1 });
  try {
    const largest = tf.tidy(() => tf.max(tf.abs(tf.grad((at) => tf.sum(tf.cast(f(at), 'float32')))(x))));
    const [error = NaN] = await largest.data();
    largest.dispose();
    return [{ order: 1, error }];
  } catch (error) {
    return [{ order: 1, failure: sentenceOf(error), refused: error instanceof GanError }];
  } finally {
    x.dispose();
  }
}
