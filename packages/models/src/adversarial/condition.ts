import type { Tensor } from '@tensorflow/tfjs-core';
import type { ImageBatch, RandomStream } from '@ganblocks/core';

/** What a game is about beside images: the labels of a CGAN. */
export interface Condition<Batch extends ImageBatch = ImageBatch, Asked = never> {
  /** As errors call it: 'labels'. */
  readonly name: string;
  /** What the reals of a batch come with, `[N, …]`. The batch keeps it. */
  of(batch: Batch): Tensor;
  /** What `count` fakes are made for in training, where it is not the reals' own; `reals` is the last batch's. The caller disposes. */
  draw(count: number, random: RandomStream, reals: Tensor): Tensor;
  /**
   * What the discriminator is told of fakes that were made for `made`: rcGAN's is told wrong labels of fakes as often as of reals. Default: the
   * same. The caller disposes.
   */
  told?(made: Tensor, random: RandomStream, reals: Tensor): Tensor;
  /** What samples are made for: for so many of each kind in turn, or for those that are asked for. The caller disposes. */
  asked(request: number | Asked): Tensor;
}
