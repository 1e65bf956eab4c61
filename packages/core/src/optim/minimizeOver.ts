import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { MinimizeOver } from '../contracts/index';
import { check } from '../errors/index';
import { updateBy } from './updateBy';
import { updateByParts, type WeightedPart } from './updateByParts';

/**
 * `minimize` over the parts of a batch, where the context asks for micro-batches: gradients of parts of at most `microBatchSize` samples are
 * accumulated, and applied once. Without that it is `minimize` of the whole batch.
 *
 * gradient = Σ nᵢ/N · ∇ terms(partᵢ), so that terms that are means over samples give the gradient of the large batch, in the memory of a small
 * one. What looks at a batch as a whole sees a part: batch norm, minibatch statistics, relativistic means. `context.parts` divides the parts
 * among processes, gives each its own random numbers, and takes the mean of how far they move running averages, so that it makes no difference
 * how many processes there are; without it they follow each other here.
 *
 * `batch`: tensors `[N, …]` by name, drawn before, latents included; a part has the same names. It is the caller's.
 *
 * @returns The terms, kept, averaged over the parts likewise: the caller reads and disposes them. Everything else is freed.
 * @throws GanError where tensors of the batch differ in N, and as `minimize`.
 * @example
 * const optimizer = adam([discriminator], { learningRate: 2e-4, beta1: 0.5 });
 * const score = (images: Tensor) => discriminator.apply(images, { training: true });
 * const terms = minimizeOver(optimizer, { microBatchSize: 2 }, { real, fake }, (part) => ({
 *   adversarial: loss.discriminator(score(part.real), score(part.fake)),
 * }));
 */
export const minimizeOver: MinimizeOver = (optimizer, context, batch, terms) => {
  const sizes = Object.values(batch).map(({ shape: [samples = 0] }) => samples);
  const [size = 0] = sizes;
  check(
    size > 0 && sizes.every((one) => one === size),
    () => `minimizeOver: the tensors of the batch must have one number of samples. Got ${sizes.join(', ') || 'no tensors'}.`,
  );
  const { microBatchSize = size } = context;
  if (microBatchSize >= size) return updateBy(optimizer, context, () => terms(batch));
  const parts: WeightedPart[] = [];
  for (let from = 0; from < size; from += microBatchSize) {
    const count = Math.min(microBatchSize, size - from);
    parts.push({ weight: count / size, terms: () => terms(partOf(batch, from, count)) });
  }
  return updateByParts(optimizer, context, parts);
};

function partOf<Batch extends Readonly<Record<string, Tensor>>>(batch: Batch, from: number, count: number): Batch {
  const sliced = Object.entries(batch).map(([name, tensor]) => [name, tf.slice(tensor, [from], [count])] as const);
  return Object.fromEntries(sliced) as unknown as Batch;
}
