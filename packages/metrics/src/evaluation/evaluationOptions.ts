import type { Extractor } from '../extractors/extractor';
import type { Metric, SystemMetric } from './metric';

/** How far an evaluation is. */
export interface EvaluationProgress {
  /** What is being done: images of the data, images of the system, or a metric by name. */
  readonly stage: string;
  /** Images looked at, of both sides. */
  readonly images: number;
  /** Images that will have been. */
  readonly of: number;
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
}

/** What `evaluate` and `openEvaluation` measure, and of how many images. */
export interface EvaluationOptions {
  /** What is measured; no object twice. Their state is cleared first. */
  readonly metrics: readonly (Metric | SystemMetric)[];
  /** Images that are drawn of the system. Default: 10,000. Figures depend on it: papers take 50,000. */
  readonly images?: number;
  /** Real images. Default: as many as `images`, or all where the data set has fewer. */
  readonly reals?: number;
  /** Images at a time. Default: 50. */
  readonly batchSize?: number;
  /** Of the latents and the order of the data. Default: 0. */
  readonly seed?: number;
  /** Of the metrics that name none of their own. The caller disposes it. */
  readonly extractor?: Extractor;
  /** Whether images are cut to bytes first, as they would be in a file, where reference code reads them from. Default: true. */
  readonly bytes?: boolean;
  /** Called after each batch and before each metric; see `showEvaluation` of `@ganblocks/metrics/node`. */
  readonly onProgress?: (progress: EvaluationProgress) => void;
}
