import * as tf from '@tensorflow/tfjs-core';
import type { Scalar } from '@tensorflow/tfjs-core';
import { constant } from '../autodiff/constant';
import { check, shown } from '../errors/index';
import { axisLength } from '../ops/checks';
import { assignNamed } from '../weights/index';
import { adaTransform, type AdaPipelineOptions } from './adaPipeline';
import type { AdaptiveAugmentation } from './augmentation';
import { checkProbability } from './checkProbability';
import { nextProbability, probabilityChange } from './steps/index';

export interface AdaOptions extends Pick<AdaPipelineOptions, 'pipe' | 'magnitudes'> {
  /** The mean sign of the discriminator's logits of real images that is aimed at, in [-1, 1]. Default 0.6. */
  readonly target?: number;
  /** The probability moves each `interval`-th observation. Default 4. */
  readonly interval?: number;
  /** In how many real images the probability goes from 0 to 1. Default 500 000. */
  readonly speed?: number;
  /** Where the probability starts. Default 0. */
  readonly probability?: number;
  /** The largest probability. Default none, as in the released code. */
  readonly limit?: number;
}

/** What has been observed since the probability last moved; the sum of signs is on the device. */
interface Counts {
  readonly observations: number;
  readonly images: number;
  readonly logits: number;
}

const nothing: Counts = { observations: 0, images: 0, logits: 0 };

function parseState(json: unknown): Counts & { readonly probability: number } {
  const fields: Readonly<Record<string, unknown>> = { ...(json as object | null) };
  checkProbability('ada: restoring', 'probability', fields['probability']);
  const count = (name: string): number => {
    const value = fields[name];
    const valid = Number.isSafeInteger(value) && Number(value) >= 0;
    check(valid, () => `ada: restoring: ${name} must be an integer >= 0. Got ${shown(value)}. Pass what toJson returned.`);
    return Number(value);
  };
  return {
    probability: fields['probability'],
    observations: count('observations'),
    images: count('images'),
    logits: count('logits'),
  };
}

/**
 * Adaptive discriminator augmentation: the transformations of `adaPipeline`, more often the more the discriminator has learned its few real images by heart.
 *
 * How much it has shows in r = E[sign D(x)] of real images: 0 where it does not know them, 1 where it is sure of each. Each `interval` observations
 * p ← max(0, p + sign(r - target) · images / speed), with the real images that these observations were of.
 *
 * In a training step: `apply` to what the discriminator sees, real and generated; `observe` its logits of real images; after the step `await adjust()`.
 * `observe` adds up signs on the device; only `adjust` waits for them, when it is due. `state` has the probability and the sum, so that a run that is
 * resumed goes on exactly.
 *
 * Shapes, derivatives and transformations as `adaPipeline`. `dispose` frees the sum of signs.
 *
 * @throws GanError where an option is unknown or out of range; from `adjust` where logits are no numbers.
 * @see Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data", sections 2 and 3, https://arxiv.org/abs/2006.06676
 * @example
 * const augmentation = ada({ pipe: 'bgc', target: 0.6 });
 * augmentation.observe(critic(augmentation.apply(real, randomStream(7))));
 * await augmentation.adjust(); // 0: three more observations until the first change
 * augmentation.dispose();
 */
export function ada({
  target = 0.6,
  interval = 4,
  speed = 500_000,
  probability: start = 0,
  limit = Infinity,
  ...pipeline
}: AdaOptions = {}): AdaptiveAugmentation {
  const transform = adaTransform('ada', pipeline);
  check(Number.isInteger(interval) && interval > 0, () => `ada: interval must be an integer above 0. Got ${interval}.`);
  checkProbability('ada', 'probability', start);
  check(limit >= 0, () => `ada: limit must be at least 0. Got ${limit}.`);
  probabilityChange({ signs: 0, target, images: 0, speed });
  const signs = tf.tidy(() => tf.variable(tf.scalar(0), false));
  let probability = Math.min(start, limit);
  let counts = nothing;
  let disposed = false;
  const checkAlive = (): void => check(!disposed, () => 'ada: the augmentation was disposed. Build a new one.');

  /** The mean sign so far; starts the next count at once, before it waits. */
  async function takeSigns(logits: number): Promise<number> {
    const sum = tf.clone(signs);
    tf.tidy(() => signs.assign(tf.scalar(0)));
    const [total = NaN] = await sum.data();
    sum.dispose();
    return total / logits;
  }

  return {
    name: 'ada',
    get probability() {
      return probability;
    },
    apply: (images, random) => transform(images, random, probability),
    observe(realLogits) {
      checkAlive();
      const shape = realLogits.shape;
      check(realLogits.rank > 0 && realLogits.size > 0, () => `ada: observe expects logits [N, …]. Got the shape [${shape.join(', ')}].`);
      // Off the tape: the probability is no function of the weights. Not every backend has a sign of NaN that is NaN; 0 · NaN is.
      const sum = (): Scalar => tf.sum(tf.add(tf.sign(realLogits), tf.mul(realLogits, 0)));
      tf.tidy(() => signs.assign(constant(() => tf.add<Scalar>(signs, sum()))));
      const { observations, images, logits } = counts;
      counts = { observations: observations + 1, images: images + axisLength(realLogits, 0), logits: logits + realLogits.size };
    },
    async adjust() {
      checkAlive();
      if (counts.observations < interval) return probability;
      const { images, logits } = counts;
      counts = nothing;
      const mean = await takeSigns(logits);
      check(
        Number.isFinite(mean),
        () => 'ada: the logits of real images must be finite numbers. Got NaN or Infinity: the discriminator has diverged.',
      );
      probability = nextProbability(probability, { signs: mean, target, images, speed }, limit);
      return probability;
    },
    state: {
      tensors: () => ({ signs }),
      toJson: () => ({ probability, ...counts }),
      restore(tensors, json) {
        checkAlive();
        const { probability: restored, ...observed } = parseState(json);
        assignNamed(new Map([['signs', signs]]), tensors, { where: 'ada: restoring' });
        probability = restored;
        counts = observed;
      },
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      signs.dispose();
    },
  };
}
