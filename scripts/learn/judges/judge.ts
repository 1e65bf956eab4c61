import type { RandomStream } from '@ganblocks/core';
import type { Abilities } from '@ganblocks/models';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Figures } from '../thresholds';

/** So many images, or images of these classes, attributes or values of a categorical code, where a system knows them. */
export type Asked =
  number | { readonly labels: readonly number[] } | { readonly attributes: Tensor2D } | { readonly categories: readonly number[] };

/** What images are asked of, and what else some systems have learned, with the weights as they are. The caller disposes what they give. */
export interface Drawn extends Partial<Abilities> {
  readonly name: string;
  sample(request: Asked, call: { readonly random: RandomStream }): Tensor4D;
}

/** A judge that has seen the real images. */
export interface OpenJudge {
  /** The figures of fresh samples, from the same latents each time. */
  measure(system: Drawn): Promise<Figures>;
  dispose(): void;
}

interface OpenOptions {
  /** Images to look at for each measurement. */
  readonly samples: number;
  /** Shows no progress. */
  readonly quiet: boolean;
}

/** Who measures what has been learned. */
export interface Judge {
  /** Its figures by name, and which way each gets better; 'neither' of one that is there to compare with. */
  readonly figures: Readonly<Record<string, 'higher' | 'lower' | 'neither'>>;
  /** Images that are looked at for them. */
  readonly samples: number;
  /** By what, and against what, in words. */
  readonly by: string;
  open(options: OpenOptions): Promise<OpenJudge>;
}
