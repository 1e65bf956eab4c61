import type { Tensor } from '@tensorflow/tfjs-core';
import type { ImageBatch, RandomStream } from '@ganblocks/core';

/** What both networks of a conditional game are told, beside latents and images: the labels of a CGAN. */
export interface Condition<Batch extends ImageBatch = ImageBatch, Asked = never> {
  /** As errors call it: 'labels'. */
  readonly name: string;
  /** What the reals of a batch come with, `[N, …]`. The batch keeps it. */
  of(batch: Batch): Tensor;
  /** What `count` fakes are made for in training, where it is not the reals' own; `reals` is the last batch's. The caller disposes. */
  draw(count: number, random: RandomStream, reals: Tensor): Tensor;
  /** What samples are made for: for so many of each kind in turn, or for those that are asked for. The caller disposes. */
  asked(request: number | Asked): Tensor;
}
