import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Features } from '../features/features';
import type { ResizeRule } from '../resize/resizeWeights';

/** What an extractor makes of a batch. */
export interface Extracted {
  /** `[N, d]` */
  readonly features: Features;
  /** `[N, classes]`, of extractors that classify. */
  readonly logits?: Features;
}

/** A network that turns images into numbers that can be compared. Two figures may be compared only where all of this is the same. */
export interface Extractor {
  /** As results state it. */
  readonly name: string;
  /** SHA-256 of its weights in hexadecimal; `undefined` where the name says all, as of weights by formula. */
  readonly weightsHash: string | undefined;
  /** Height and width that it takes; `undefined`: any. */
  readonly size: readonly [number, number] | undefined;
  /** 1: grey, 3: colours. */
  readonly channels: 1 | 3;
  /** How images are brought to `size`. */
  readonly resize: ResizeRule;
  /**
   * Features of images `[N, H, W, C]` in [-1, 1] that are of its size and channels; `prepareImages` brings them there. The images stay the caller's.
   *
   * @throws GanError for images of another size or number of channels.
   */
  extract(images: Tensor4D): Promise<Extracted>;
  /** Feature maps `[N, h, w, c]` of a list of layers, differentiable: for perceptual distances. The caller disposes them. */
  layers?(images: Tensor4D): readonly Tensor4D[];
  /** A weight from 0 for each channel of each layer, as LPIPS learns them; default: 1. */
  readonly layerWeights?: readonly (readonly number[])[];
  /** Frees the weights. */
  dispose(): void;
}
