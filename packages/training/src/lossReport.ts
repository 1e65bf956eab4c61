import { check, type StepReport } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { GradientNorm } from './gradientNorms';
import type { Losses } from './observer';

/** What a step says of itself, as numbers. */
export interface StepNumbers {
  readonly losses: Losses;
  /** In the order of the updates. */
  readonly norms: readonly { readonly key: string; readonly norm: number }[];
}

/**
 * Reads all terms of a step's report and the norms of its gradients in one transfer, and disposes them.
 *
 * @throws GanError where a term is no scalar or has been disposed already.
 */
export async function readReport(report: StepReport, gradients: readonly GradientNorm[] = []): Promise<StepNumbers> {
  const terms = Object.entries(report).flatMap(([group, losses]) =>
    Object.entries(losses).map(([term, value]) => ({ group, term, value })),
  );
  for (const { group, term, value } of terms) {
    check(!value.isDisposed && value.size === 1, () => {
      const received = value.isDisposed ? 'a disposed tensor' : `shape [${value.shape.join(', ')}]`;
      return `train: each term of a step's report must be a living scalar. Got ${received} for ${term} of ${group}. Return the terms as minimize hands them over.`;
    });
  }
  const scalars = [...terms.map(({ value }) => value), ...gradients.map(({ norm }) => norm)];
  if (scalars.length === 0) return { losses: {}, norms: [] };
  const stacked = tf.tidy(() => tf.stack(scalars.map((value) => tf.reshape(tf.cast(value, 'float32'), []))));
  tf.dispose(scalars);
  const numbers = await stacked.data();
  stacked.dispose();
  const losses: Record<string, Record<string, number>> = {};
  for (const [index, { group, term }] of terms.entries()) (losses[group] ??= {})[term] = numbers[index]!;
  return { losses, norms: gradients.map(({ key }, index) => ({ key, norm: numbers[terms.length + index]! })) };
}

/** The terms under flat names, in the order of the report: `discriminator/adversarial`. */
export function flatLosses(losses: Losses): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(losses).flatMap(([group, terms]) => Object.entries(terms).map(([term, value]) => [`${group}/${term}`, value] as const)),
  );
}
