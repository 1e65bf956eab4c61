import type { Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { JsonObject } from './json';
import type { Stateful } from './stateful';

/** Images `[N, H, W, C]` in [-1, 1], always. */
export interface ImageBatch {
  readonly images: Tensor4D;
}
/** int32 class per image; -1: unknown. */
export interface LabelledBatch extends ImageBatch {
  readonly labels: Tensor1D;
}
/** Images whose classes nobody has told, and beside them as many others with their classes: few of those come over and over again. */
export interface SemiSupervisedBatch extends ImageBatch {
  readonly labelled: LabelledBatch;
}
/** Attributes `[N, A]` and the number of the data set that the batch comes from. */
export interface AttributeBatch extends ImageBatch {
  readonly attributes: Tensor2D;
  readonly source: number;
}
export interface PairBatch {
  readonly input: Tensor4D;
  readonly target: Tensor4D;
}
export interface UnpairedBatch {
  readonly a: Tensor4D;
  readonly b: Tensor4D;
}
/** Label and instance maps int32 `[N, H, W]`. */
export interface SceneBatch {
  readonly labelMap: Tensor3D;
  readonly instanceMap: Tensor3D;
  readonly image: Tensor4D;
}
export interface CaptionBatch extends ImageBatch {
  readonly tokens: Tensor2D;
  readonly lengths: Tensor1D;
  readonly classIds: Tensor1D;
}

export interface StreamRequest {
  readonly batchSize: number;
  readonly resolution?: number;
  readonly seed: number;
}

export interface Dataset<Batch> {
  readonly name: string;
  readonly size: number;
  /** Source, options, licence: what a run's configuration records. */
  describe(): JsonObject;
  stream(request: StreamRequest): BatchStream<Batch>;
}

/** Endless, reshuffled per epoch, position serializable. */
export interface BatchStream<Batch> extends Stateful {
  /** The caller disposes the batch. */
  next(): Promise<Batch>;
  close(): Promise<void>;
}
