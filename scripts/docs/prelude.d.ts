/** What the examples of the documentation leave to their reader, so that they can be type-checked as they stand. */
import type * as tfjs from '@tensorflow/tfjs-core';
import type { Dataset, GanSystem, ImageBatch, Optimizer, StepContext } from '@ganblocks/core';
import type { FeatureStatistics } from '@ganblocks/metrics';
import type { DcganSystem } from '@ganblocks/models';

declare global {
  const tf: typeof tfjs;
  const images: tfjs.Tensor4D;
  const samples: tfjs.Tensor4D;
  const real: tfjs.Tensor & FeatureStatistics;
  const fake: tfjs.Tensor & FeatureStatistics;
  const weights: tfjs.Tensor;
  const x: tfjs.Tensor;
  const batches: readonly Float32Array[];
  const digits: Dataset<ImageBatch> & tfjs.Tensor4D;
  const gan: DcganSystem & GanSystem<ImageBatch>;
  const context: StepContext<ImageBatch>;
  const optimizer: Optimizer;
  function score(images: tfjs.Tensor): tfjs.Tensor;
  function show(images: tfjs.Tensor4D): void;
  function myActivation(x: tfjs.Tensor): tfjs.Tensor;
  function readFile(path: string): Promise<Uint8Array>;
  function train(gan: DcganSystem, data: Dataset<ImageBatch>, options: object): Promise<unknown>;
}
