import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { GanSystem, ImageBatch, JsonObject, LatentSpace } from '@ganblocks/core';
import type { Preset } from './preset';

/** What some systems can beside drawing: inference, with the weights as they are. The caller disposes what they give. */
export interface Abilities {
  /** What an encoder sees in images, before its output: `[N, H, W, C] -> [N, F]`. */
  features(images: Tensor4D): Tensor2D;
  /** Class logits `[N, classes]`. */
  classify(images: Tensor4D): Tensor2D;
  /** Images as they come back from their codes, `[N, H, W, C]`. */
  reconstruct(images: Tensor4D): Tensor4D;
}

/** A system that is built by name: it can be freed, and may have a latent space that tools work on. */
export type CreatedSystem = GanSystem<ImageBatch> & Partial<Abilities> & { readonly latents?: LatentSpace; dispose(): void };

/**
 * Images, images with a class or a vector of attributes each, images beside few others with their classes, or points of a plane as images
 * `[N, 1, 1, 2]`.
 */
export type Learnt = 'images' | 'labelled images' | 'attributed images' | 'images, some labelled' | 'points';

export interface RegisteredSystem {
  /** Builds the system from a configuration out of a file. */
  create(config: JsonObject): CreatedSystem;
  /** The full configuration, validated; nothing is built. */
  configure(config: JsonObject): JsonObject;
  /** A sentence. */
  readonly summary: string;
  readonly paper: { readonly title: string; readonly url: string };
  /** What its batches hold by a full configuration. */
  learns(config: JsonObject): Learnt;
  /** Settings that belong together, by name. */
  readonly presets: Readonly<Record<string, Preset>>;
  /** A configuration small enough for a test. */
  readonly example: JsonObject;
}
