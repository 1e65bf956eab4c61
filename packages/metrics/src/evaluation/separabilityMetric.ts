import { check, type LatentSpace, type RandomStream } from '@ganblocks/core';
import type { Extractor } from '../extractors/extractor';
import { prepareImages } from '../extractors/prepareImages';
import { streamOf } from '../features/drawRows';
import { featureRows, type Features } from '../features/features';
import { linearSeparability, type LinearSeparabilityOptions } from '../separability/linearSeparability';
import type { SystemMetric } from './metric';

export interface SeparabilityMetricOptions extends LinearSeparabilityOptions {
  /** Latents that are drawn. Default: 2,000; the paper draws 200,000. */
  readonly samples?: number;
  /** Its logits, one an attribute: above 0, the image has it. Default: the one that `evaluate` is given. */
  readonly extractor?: Extractor;
}

/**
 * Linear separability of the latent space of a system; see `linearSeparability`. Figure: `separability`, 1 at best.
 *
 * @see Karras, Laine & Aila 2019, A Style-Based Generator Architecture, section 4.2, https://arxiv.org/abs/1812.04948
 * @example const metric = separabilityMetric({ samples: 200, keep: 100 });
 */
export function separabilityMetric({
  samples = 2000,
  extractor: own,
  ...options
}: SeparabilityMetricOptions = {}): SystemMetric<'separability'> {
  const where = 'separability';
  check(Number.isInteger(samples) && samples > 0, () => `${where}: samples must be a positive integer. Got ${samples}.`);
  return {
    name: where,
    figures: { separability: 'lower' },
    settings: { samples, ...options },
    ...(own && { extractor: own }),
    async measure({ name, latents: space }, { seed, batchSize, extractor = own }) {
      check(space !== undefined, () => `${where}: '${name}' has no one latent space, \`system.latents\`. Leave this metric out.`);
      check(extractor !== undefined, () => `${where}: expected an extractor that gives a logit an attribute. Got none. Pass one.`);
      const random = streamOf(where, seed);
      const [points, logits]: [Features[], Features[]] = [[], []];
      for (let drawn = 0; drawn < samples; drawn += batchSize) {
        const batch = await drawnBatch(space, extractor, Math.min(batchSize, samples - drawn), random);
        points.push(batch.points);
        logits.push(batch.logits);
      }
      return { separability: linearSeparability(joined(points), joined(logits), options).score };
    },
  };
}

const drawnBatch = async (
  space: LatentSpace,
  extractor: Extractor,
  count: number,
  random: RandomStream,
): Promise<{ points: Features; logits: Features }> => {
  const latents = space.draw(count, random);
  const images = space.render(latents, { random });
  const prepared = prepareImages(images, extractor);
  try {
    const { logits } = await extractor.extract(prepared);
    check(logits !== undefined, () => `separability: '${extractor.name}' must give logits. Got features alone. Use a classifier.`);
    return { points: featureRows(await latents.data<'float32'>(), space.size), logits };
  } finally {
    for (const tensor of [latents, images, prepared]) tensor.dispose();
  }
};

const joined = (parts: readonly Features[]): Features => {
  const data = new Float32Array(parts.reduce((sum, part) => sum + part.data.length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(part.data, at);
    at += part.data.length;
  }
  return featureRows(data, parts[0]!.columns);
};
