import type { RandomStream } from '@ganblocks/core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Figures } from '../thresholds';

/** So many images, or images of these classes or attributes, where a system knows them. */
export type Asked = number | { readonly labels: readonly number[] } | { readonly attributes: Tensor2D };

/** What images are asked of. */
export interface Drawn {
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
  /** Images to draw for each measurement. */
  readonly samples: number;
  /** Shows no progress. */
  readonly quiet: boolean;
}

/** Who measures what is drawn. */
export interface Judge {
  /** Its figures by name, and which way each gets better. */
  readonly figures: Readonly<Record<string, 'higher' | 'lower'>>;
  /** Images that are drawn for them. */
  readonly samples: number;
  /** By what, and against what, in words. */
  readonly by: string;
  open(options: OpenOptions): Promise<OpenJudge>;
}
