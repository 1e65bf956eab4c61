import { check } from '../../errors/index';
import { checkProbability } from '../checkProbability';

export interface ProbabilityChange {
  /** Mean sign of the logits of real images, in [-1, 1]. */
  readonly signs: number;
  /** Where it should be, in [-1, 1]. Default 0.6. */
  readonly target?: number;
  /** Real images seen since the last change: batch size times interval. */
  readonly images: number;
  /** In how many images the probability goes from 0 to 1. Default 500 000. */
  readonly speed?: number;
}

/**
 * How far one adjustment of ADA moves the probability: sign(signs - target) · images / speed.
 *
 * @throws GanError where a number is out of range.
 * @see Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data", section 3, https://arxiv.org/abs/2006.06676
 * @example augment.probabilityChange({ signs: 0.8, images: 256 }); // 0.000512
 */
export function probabilityChange({ signs, target = 0.6, images, speed = 500_000 }: ProbabilityChange): number {
  check(Math.abs(signs) <= 1, () => {
    return `probabilityChange: signs must lie in [-1, 1]. Got ${signs}. If it is NaN, the discriminator has diverged.`;
  });
  check(Math.abs(target) <= 1, () => `probabilityChange: target must lie in [-1, 1]. Got ${target}.`);
  check(images >= 0 && Number.isFinite(images), () => `probabilityChange: images must be a count. Got ${images}.`);
  check(speed > 0, () => `probabilityChange: speed must be a number of images above 0. Got ${speed}.`);
  return (Math.sign(signs - target) * images) / speed;
}

/**
 * The probability after one adjustment of ADA: max(0, probability + sign(signs - target) · images / speed), at most the limit.
 *
 * @param limit Default none, as in the released code: a probability above 1 is as 1, only that it takes longer to come down again.
 * @throws GanError where a number is out of range.
 * @see Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data", section 3, https://arxiv.org/abs/2006.06676
 * @example augment.nextProbability(0.25, { signs: 1, images: 1000, speed: 4000 }); // 0.5
 */
export function nextProbability(probability: number, change: ProbabilityChange, limit = Infinity): number {
  checkProbability('nextProbability', 'probability', probability);
  return Math.min(Math.max(0, probability + probabilityChange(change)), limit);
}
