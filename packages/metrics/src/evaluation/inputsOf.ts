import { check, type ImageBatch, type LabelledBatch } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { prepareImages } from '../extractors/prepareImages';
import type { Extracted, Extractor } from '../extractors/extractor';
import type { Images } from '../features/images';
import type { Metric, MetricInput } from './metric';

/** A metric and whose features it is fed. */
export interface Feeding {
  readonly metric: Metric;
  readonly extractor: Extractor | undefined;
}

/** Which features a metric needs an extractor for. */
export const needsExtractor = ({ needs }: Metric): boolean => needs.some((need) => need === 'features' || need === 'logits');

/**
 * Images `[N, H, W, C]` in [-1, 1] as a file of bytes would give them back: cut to the range, and to one of 256 values. The caller disposes.
 *
 * @example asBytes(tf.fill([1, 1, 1, 1], 2)); // 1
 */
export const asBytes = (images: Tensor4D): Tensor4D =>
  tf.tidy(() => tf.sub<Tensor4D>(tf.div(tf.floor(tf.add(tf.mul(tf.clipByValue(images, -1, 1), 127.5), 128)), 127.5), 1));

/**
 * Feeds a batch to all metrics: each extractor sees it once. The batch stays the caller's.
 *
 * @throws GanError where images are not finite, or a metric needs what the batch or the extractor does not have.
 */
export const feedBatch = async (
  feedings: readonly Feeding[],
  batch: ImageBatch | LabelledBatch,
  { side, bytes }: { readonly side: 'real' | 'fake'; readonly bytes: boolean },
): Promise<void> => {
  const images = await imagesOf(batch.images, side, feedings[0]!.metric.name);
  const labels = 'labels' in batch ? Int32Array.from(await batch.labels.data()) : undefined;
  const seen = bytes ? asBytes(batch.images) : tf.clone(batch.images);
  try {
    const wanted = bytes && feedings.some(({ metric }) => metric.needs.includes('images'));
    const shown = wanted ? { shape: images.shape, data: await seen.data<'float32'>() } : images;
    const outputs = new Map<Extractor, Extracted>();
    for (const { metric, extractor } of feedings) {
      if (extractor && !outputs.has(extractor)) outputs.set(extractor, await extracted(extractor, seen));
      const input = { images: shown, labels, ...(extractor && outputs.get(extractor)) };
      for (const need of metric.needs) check(input[need] !== undefined, () => missing(metric.name, need, side, extractor));
      await (side === 'real' ? metric.addReal(input as MetricInput) : metric.addFake(input as MetricInput));
    }
  } finally {
    seen.dispose();
  }
};

const missing = (name: string, need: string, side: string, extractor: Extractor | undefined): string => {
  if (need !== 'labels') return `evaluate: '${name}' needs ${need}. '${extractor?.name}' gives none. Pass an extractor that classifies.`;
  const remedy = side === 'real' ? 'Use a data set with labels' : "Have the system's sample return { images, labels }";
  return `evaluate: '${name}' needs labels. The ${side} images have none. ${remedy}.`;
};

const extracted = async (extractor: Extractor, images: Tensor4D): Promise<Extracted> => {
  const prepared = prepareImages(images, extractor);
  try {
    return await extractor.extract(prepared);
  } finally {
    prepared.dispose();
  }
};

/** Their numbers. NaN is looked for here: rectifiers of some backends make a number of it, and features would not tell. */
const imagesOf = async (images: Tensor4D, side: string, name: string): Promise<Images> => {
  const { shape } = images;
  check(
    (shape as readonly number[]).length === 4 && shape[0] > 0,
    () => `evaluate: ${side} images must be [N, H, W, C]. Got [${shape.join(', ')}] for '${name}'.`,
  );
  const data = await images.data<'float32'>();
  const bad = data.findIndex((value) => !Number.isFinite(value));
  const remedy = side === 'fake' ? 'Has the generator diverged?' : 'Check the data.';
  check(
    bad < 0,
    () =>
      `evaluate: ${side} images must be finite. Got ${data[bad]} in image ${Math.floor(bad / (data.length / shape[0]))} of a batch. ${remedy}`,
  );
  return { shape, data };
};
