import { check, randomStream, type Dataset, type ImageBatch, type LabelledBatch } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Extractor } from '../extractors/extractor';
import { checkEvaluation } from './checkEvaluation';
import type { EvaluationOptions } from './evaluationOptions';
import type { EvaluationResult } from './evaluationResult';
import { feedBatch, needsExtractor, type Feeding } from './inputsOf';
import type { Figures, Metric, Sampler, SystemMetric } from './metric';

/** Images, or images and what classes they are of: the caller disposes. */
export type Drawn = Tensor4D | LabelledBatch;

/** What generated images are drawn from: a system, or an object with its `name` and a `sample` that may also give the classes that it drew. */
export interface LabelledSampler extends Omit<Sampler, 'sample'> {
  sample(count: number, call: Parameters<Sampler['sample']>[1]): Drawn | Promise<Drawn>;
}

/** Metrics that have seen the real images once, and look at generated ones as often as they are asked: during training, for example. */
export interface Evaluation {
  /** The figures of fresh images. The same seed draws the same latents each time. */
  measure(system: LabelledSampler): Promise<EvaluationResult>;
}

/**
 * Shows the real images to metrics, once for many measurements; see `evaluate`.
 *
 * @throws GanError for options that do not fit each other or the data.
 * @example
 * const evaluation = await openEvaluation(digits, { metrics: [swdMetric({ resolution: 28, levels: 1 })], images: 16, batchSize: 8 });
 * const { figures } = await evaluation.measure(gan); // after each part of a training run
 */
export async function openEvaluation(data: Dataset<ImageBatch>, options: EvaluationOptions): Promise<Evaluation> {
  const { metrics, images = 10_000, batchSize = 50, seed = 0, extractor, bytes = true, onProgress } = options;
  checkEvaluation(options);
  const streaming = metrics.filter((metric): metric is Metric => 'addFake' in metric);
  const feedings = streaming.map((metric) => ({ metric, extractor: needsExtractor(metric) ? (metric.extractor ?? extractor) : undefined }));
  const comparing = feedings.filter(({ metric }) => metric.compares === 'both');
  const reals = comparing.length === 0 ? 0 : realCount(options, images, data);
  const fakes = streaming.length === 0 ? 0 : images;
  streaming.forEach((metric) => metric.clear('all'));
  const began = performance.now();
  await feedReals(data, comparing, { reals, batchSize, seed, bytes, tell: teller(onProgress, `images of ${data.name}`, 0, reals + fakes) });
  const secondsOfReals = (performance.now() - began) / 1000;

  return {
    async measure(system) {
      const start = performance.now();
      streaming.forEach((metric) => metric.clear('fakes'));
      const random = randomStream(seed).split('evaluation');
      const tell = teller(onProgress, `images of ${system.name}`, reals, reals + fakes);
      for (let drawn = 0; drawn < fakes; drawn += batchSize) {
        const count = Math.min(batchSize, fakes - drawn);
        const batch = batchOf(await system.sample(count, { random }));
        try {
          checkCount(system.name, batch.images.shape[0], count);
          await feedBatch(feedings, batch, { side: 'fake', bytes });
        } finally {
          tf.dispose(Object.values(batch));
        }
        tell(count);
      }
      const figures: Record<string, number> = {};
      for (const metric of metrics) {
        onProgress?.({ stage: metric.name, images: reals + fakes, of: reals + fakes, imagesPerSecond: 0, secondsLeft: 0 });
        Object.assign(figures, await figuresOf(metric, system, { seed, batchSize, extractor }));
      }
      const seconds = secondsOfReals + (performance.now() - start) / 1000;
      return {
        system: system.name,
        data: data.name,
        figures,
        images: fakes,
        reals,
        seed,
        bytes,
        seconds,
        ...statements(metrics, feedings, extractor),
      };
    },
  };
}

/**
 * Measures a system against data: draws images of both, shows them to the metrics a batch at a time, each extractor seeing a batch once for all metrics
 * that share it, and returns figures with all that they depend on. With the weights as they are; `ema.during(() => evaluate(…))` lends the averaged ones.
 *
 * @param system A GAN system; or `{ name, sample }`, whose `sample(count, { random })` gives images, or `{ images, labels }` where metrics need classes.
 * @param data Real images; with labels where metrics need them.
 * @throws GanError for options that do not fit each other or the data, images that are not finite, or too few of them.
 * @example
 * const metrics = [fidMetric(), precisionRecallMetric()];
 * const extractor = randomFeatures({ resolution: 28, channels: 1 });
 * const result = await evaluate(gan, digits, { metrics, extractor, images: 16, batchSize: 8 });
 * const text = evaluationMarkdown(result);
 */
export async function evaluate(system: LabelledSampler, data: Dataset<ImageBatch>, options: EvaluationOptions): Promise<EvaluationResult> {
  const evaluation = await openEvaluation(data, options);
  return evaluation.measure(system);
}

interface RealsOptions {
  readonly reals: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly bytes: boolean;
  readonly tell: (count: number) => void;
}

/** The first images of the data's stream, each once; the last batch is cut. */
const feedReals = async (data: Dataset<ImageBatch>, feedings: readonly Feeding[], options: RealsOptions): Promise<void> => {
  const { reals, batchSize, seed, bytes, tell } = options;
  if (reals === 0) return;
  const stream = data.stream({ batchSize: Math.min(batchSize, data.size), seed });
  try {
    for (let seen = 0; seen < reals;) {
      const whole = await stream.next();
      const count = Math.min(whole.images.shape[0], reals - seen);
      const batch = firstOf(whole, count);
      try {
        await feedBatch(feedings, batch, { side: 'real', bytes });
      } finally {
        tf.dispose(Object.values(whole));
        tf.dispose(Object.values(batch));
      }
      seen += count;
      tell(count);
    }
  } finally {
    await stream.close();
  }
};

const realCount = ({ reals }: EvaluationOptions, images: number, { name, size }: Dataset<ImageBatch>): number => {
  const fits = reals === undefined || (Number.isInteger(reals) && reals > 0 && reals <= size);
  check(
    fits,
    () => `evaluate: reals must be an integer from 1 to the size of '${name}', ${size}. Got ${reals}. Leave it out, or take fewer.`,
  );
  return reals ?? Math.min(images, size);
};

const firstOf = (batch: ImageBatch & Partial<LabelledBatch>, count: number): ImageBatch | LabelledBatch => {
  const images = tf.slice(batch.images, 0, count);
  return batch.labels === undefined ? { images } : { images, labels: tf.slice(batch.labels, 0, count) };
};

const checkCount = (name: string, drawn: number, count: number): void =>
  check(drawn === count, () => `evaluate: sample of '${name}' must give ${count} images when asked for so many. Got ${drawn}.`);

const batchOf = (drawn: Drawn): ImageBatch | LabelledBatch => ('labels' in drawn ? drawn : { images: drawn });

const figuresOf = async (
  metric: Metric | SystemMetric,
  system: LabelledSampler,
  { seed, batchSize, extractor }: { seed: number; batchSize: number; extractor: Extractor | undefined },
): Promise<Figures> => {
  if ('addFake' in metric) return metric.result();
  const chosen = metric.extractor ?? extractor;
  return metric.measure(system as Sampler, { seed, batchSize, ...(chosen && { extractor: chosen }) });
};

/** What results state of metrics and of the extractors that they used. */
const statements = (
  metrics: readonly (Metric | SystemMetric)[],
  feedings: readonly Feeding[],
  shared: Extractor | undefined,
): Pick<EvaluationResult, 'metrics' | 'extractors'> => {
  const extractorOf = (metric: Metric | SystemMetric): Extractor | undefined =>
    'addFake' in metric ? feedings.find((feeding) => feeding.metric === metric)?.extractor : (metric.extractor ?? shared);
  const used = new Set(metrics.flatMap((metric) => extractorOf(metric) ?? []));
  return {
    metrics: metrics.map((metric) => ({
      name: metric.name,
      figures: metric.figures,
      settings: metric.settings,
      extractor: extractorOf(metric)?.name,
    })),
    extractors: [...used].map(({ name, weightsHash, size, channels, resize }) => ({ name, weightsHash, size, channels, resize })),
  };
};

/** Counts images and tells how fast they go. */
const teller = (onProgress: EvaluationOptions['onProgress'], stage: string, before: number, of: number): ((count: number) => void) => {
  const began = performance.now();
  let done = 0;
  return (count) => {
    done += count;
    const imagesPerSecond = done / Math.max(1e-9, (performance.now() - began) / 1000);
    const images = before + done;
    onProgress?.({ stage, images, of, imagesPerSecond, secondsLeft: (of - images) / imagesPerSecond });
  };
};
