import { check, GanError, type GanSystem, type Network, type RandomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';

/** Images `[N, H, W, C]` → logits `[N]`, `[N, 1]` or `[N, h, w, 1]`, higher for reals. Called inside a tidy. */
export type Score = (images: Tensor4D, random: RandomStream) => Tensor;

/**
 * What the system says, or else its network called `discriminator` as it plays: with the statistics of the batch and with dropout, moving nothing
 * (`training: true, updateStatistics: false`). Of one with several heads, its `logits`. Undefined where there is neither.
 */
export function scoreOf({ name, networks, score }: Pick<GanSystem<never>, 'name' | 'networks' | 'score'>): Score | undefined {
  if (score !== undefined) return score ?? undefined;
  const network = networks['discriminator'] as Network<Tensor4D, Tensor | { readonly logits: Tensor }> | undefined;
  if (!network) return undefined;
  return (images, random) => {
    try {
      const output = network.apply(images, { training: true, updateStatistics: false, random });
      return 'logits' in output ? output.logits : output;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new GanError(
        `collapse: the discriminator of '${name}' must judge images alone. Got: ${reason} Pass 'score', a function of images to logits, or null to leave it out.`,
      );
    }
  };
}

/**
 * One logit an image: the mean over its patches.
 *
 * @throws GanError where there is not one number, or one map of numbers, for each image.
 */
export async function discriminatorLogits(score: Score, images: Tensor4D, random: RandomStream): Promise<Float32Array> {
  const [count] = images.shape;
  const logits = tf.tidy(() => {
    const output = score(images, random);
    const shape = output instanceof tf.Tensor ? output.shape : undefined;
    const fits = shape?.[0] === count && (shape.length === 1 || shape.at(-1) === 1);
    check(fits, () => {
      return `collapse: the discriminator must give logits [${count}, 1] or [${count}, h, w, 1]. Got ${shape ? `[${shape.join(', ')}]` : 'no tensor'}. Pass 'score', a function of images to logits.`;
    });
    return tf.mean(tf.reshape(output, [count, -1]), 1);
  });
  const values = await logits.data<'float32'>();
  logits.dispose();
  return values;
}
