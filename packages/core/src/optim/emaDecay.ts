import { check } from '../errors/index';

export interface EmaDecayOptions {
  /** Images shown before this step's batch. */
  readonly imagesSeen: number;
  readonly batchSize: number;
  /** Half-life of the average, in images. Default 10 000. */
  readonly halfLifeImages?: number;
  /** The half-life is at most this share of the images seen, so that the first weights are forgotten early; null: no such limit. Default 0.05. */
  readonly rampUp?: number | null;
}

/**
 * The weight of the old average in one update of an exponential moving average with a half-life counted in images:
 * 0.5 ^ (batchSize / max(min(halfLifeImages, imagesSeen · rampUp), 1e-8)).
 *
 * @returns A number in [0, 1); 0 before any image was seen with a ramp.
 * @throws GanError if a count is not finite or not positive (`imagesSeen` may be 0).
 * @see Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data", https://arxiv.org/abs/2006.06676 (its training loop)
 * @example emaDecay({ imagesSeen: 1_000_000, batchSize: 32 }); // 0.99778…
 */
export function emaDecay({ imagesSeen, batchSize, halfLifeImages = 10_000, rampUp = 0.05 }: EmaDecayOptions): number {
  const valid = imagesSeen >= 0 && batchSize > 0 && halfLifeImages > 0 && (rampUp === null || rampUp > 0);
  const finite = [imagesSeen, batchSize, halfLifeImages, rampUp ?? 0].every(Number.isFinite);
  check(
    valid && finite,
    () =>
      `emaDecay: batchSize, halfLifeImages and rampUp must be positive, imagesSeen at least 0. ` +
      `Got batchSize ${batchSize}, halfLifeImages ${halfLifeImages}, rampUp ${rampUp}, imagesSeen ${imagesSeen}.`,
  );
  const halfLife = rampUp === null ? halfLifeImages : Math.min(halfLifeImages, imagesSeen * rampUp);
  return 0.5 ** (batchSize / Math.max(halfLife, 1e-8));
}
