import { check } from '@ganblocks/core';
import { checkFeatureRows } from '../features/checkFeatureRows';
import { takeRows } from '../features/drawRows';
import type { Features } from '../features/features';
import { linearClassifier, type LinearClassifierOptions } from './linearClassifier';

/**
 * The conditional entropy H(label | prediction) in bits: how much the prediction leaves unsaid. 0 where it says all, 1 at most.
 *
 * @throws GanError unless there are as many of both, one at least.
 * @example conditionalEntropy([true, true, false, false], [true, false, true, false]); // 1
 */
export function conditionalEntropy(labels: ArrayLike<boolean>, predictions: ArrayLike<boolean>): number {
  check(
    labels.length > 0 && labels.length === predictions.length,
    () => `conditionalEntropy: expected as many labels as predictions, one at least. Got ${labels.length} and ${predictions.length}.`,
  );
  const joint = [0, 0, 0, 0];
  for (let i = 0; i < labels.length; i++) joint[2 * Number(predictions[i]) + Number(labels[i])]! += 1 / labels.length;
  const given = [joint[0]! + joint[1]!, joint[2]! + joint[3]!];
  return Math.max(0, entropy(joint) - entropy(given));
}

const entropy = (shares: readonly number[]): number => shares.reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0);

/**
 * The samples that a binary classifier is surest of, the surest first: those of the largest |logit|.
 *
 * @throws GanError unless `keep` is an integer from 1 to the number of samples.
 */
export function surestSamples(logits: ArrayLike<number>, keep: number): readonly number[] {
  check(
    Number.isInteger(keep) && keep > 0 && keep <= logits.length,
    () => `linearSeparability: keep must be an integer from 1 to the number of samples, ${logits.length}. Got ${keep}.`,
  );
  const order = Array.from({ length: logits.length }, (_, i) => i);
  return order.sort((a, b) => Math.abs(logits[b]!) - Math.abs(logits[a]!)).slice(0, keep);
}

export interface LinearSeparabilityOptions extends LinearClassifierOptions {
  /** The surest samples of each attribute that count. Default: half of them, as the paper keeps 100,000 of 200,000. */
  readonly keep?: number;
}

export interface LinearSeparability {
  /** exp of the sum of the conditional entropies: 1 where each attribute has a plane that separates it. */
  readonly score: number;
  /** Of each attribute, in bits. */
  readonly entropies: readonly number[];
}

/** The score of given entropies in bits: 2 to their sum. */
export const separabilityScore = (entropies: readonly number[]): number => 2 ** entropies.reduce((sum, value) => sum + value, 0);

/**
 * Linear separability of a latent space: for each attribute, how well does a plane in latent space tell images with it from those without? A linear
 * support vector machine is fitted to the samples that the attribute's classifier is surest of, and judged on them.
 *
 * @param latents `[n, d]`: z, or w.
 * @param logits `[n, attributes]` of a classifier of the images of those latents; above 0: the image has the attribute.
 * @throws GanError unless both are rows of finite numbers, as many of each.
 * @see Karras, Laine & Aila 2019, A Style-Based Generator Architecture, section 4.2, https://arxiv.org/abs/1812.04948
 * @example
 * const latents = featureRows(Float64Array.of(-2, -1, 1, 2), 1);
 * linearSeparability(latents, latents, { keep: 4 }).score; // 1
 */
export function linearSeparability(
  latents: Features,
  logits: Features,
  { keep = Math.max(1, Math.floor(logits.rows / 2)), ...svm }: LinearSeparabilityOptions = {},
): LinearSeparability {
  checkFeatureRows('linearSeparability', 'latents', latents);
  checkFeatureRows('linearSeparability', 'logits', logits);
  check(
    latents.rows === logits.rows,
    () => `linearSeparability: expected logits for each of ${latents.rows} latents. Got ${logits.rows} rows.`,
  );
  const entropies = Array.from({ length: logits.columns }, (_, attribute) => {
    const own = Array.from({ length: logits.rows }, (_none, i) => logits.data[i * logits.columns + attribute]!);
    const kept = surestSamples(own, keep);
    const points = takeRows(latents, kept);
    const labels = kept.map((i) => own[i]! > 0);
    const predictions = Array.from(linearClassifier(points, labels, svm).decide(points), (value) => value > 0);
    return conditionalEntropy(labels, predictions);
  });
  return { score: separabilityScore(entropies), entropies };
}
