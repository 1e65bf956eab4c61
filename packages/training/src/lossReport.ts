import { check, GanError, type StepReport } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Losses } from './observer';

/**
 * Reads all terms of a step's report in one transfer, and disposes them.
 *
 * @throws GanError where a term is no scalar or has been disposed already.
 */
export async function readReport(report: StepReport): Promise<Losses> {
  const terms = Object.entries(report).flatMap(([group, losses]) =>
    Object.entries(losses).map(([term, value]) => ({ group, term, value })),
  );
  for (const { group, term, value } of terms) {
    check(!value.isDisposed && value.size === 1, () => {
      const received = value.isDisposed ? 'a disposed tensor' : `shape [${value.shape.join(', ')}]`;
      return `train: each term of a step's report must be a living scalar. Got ${received} for ${term} of ${group}. Return the terms as minimize hands them over.`;
    });
  }
  if (terms.length === 0) return {};
  const stacked = tf.tidy(() => tf.stack(terms.map(({ value }) => tf.reshape(tf.cast(value, 'float32'), []))));
  tf.dispose(terms.map(({ value }) => value));
  const numbers = await stacked.data();
  stacked.dispose();
  const losses: Record<string, Record<string, number>> = {};
  for (const [index, { group, term }] of terms.entries()) (losses[group] ??= {})[term] = numbers[index]!;
  return losses;
}

/** The terms under flat names, in the order of the report: `discriminator/adversarial`. */
export function flatLosses(losses: Losses): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(losses).flatMap(([group, terms]) => Object.entries(terms).map(([term, value]) => [`${group}/${term}`, value] as const)),
  );
}

/**
 * Stops a run whose losses are no longer numbers.
 *
 * @throws GanError that names network, term, step and images, and says what to try.
 */
export function checkLosses(losses: Losses, at: { step: number; imagesSeen: number }): void {
  for (const [group, terms] of Object.entries(losses)) {
    for (const [term, value] of Object.entries(terms)) if (!Number.isFinite(value)) throw nonFinite(group, term, value, losses, at);
  }
}

function nonFinite(
  group: string,
  term: string,
  value: number,
  losses: Losses,
  { step, imagesSeen }: { step: number; imagesSeen: number },
): GanError {
  const others = [...flatLosses(losses)]
    .filter(([name]) => name !== `${group}/${term}`)
    .map(([name, other]) => `${name} ${Number(other.toPrecision(4))}`);
  return new GanError(
    `train: every loss must stay a finite number. Got ${value} for term '${term}' of '${group}' in step ${step + 1}, after ${imagesSeen} images` +
      `${others.length > 0 ? ` (beside it: ${others.join(', ')})` : ''}. Checkpoints written before it are untouched. ` +
      `Lower the learning rate of '${group}' (to a half or a tenth), weaken the term '${term}' or clip gradients; if it happens in the first steps, look for NaN in the data.`,
  );
}
