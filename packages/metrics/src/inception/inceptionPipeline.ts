import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ResizeRule } from '../resize/resizeWeights';

/** Whose way to the network images take; figures of two ways do not compare. */
export type InceptionPipeline = 'pytorchFid' | 'cleanFid' | 'tensorflow1';

interface Way {
  readonly words: string;
  readonly resize: ResizeRule;
  /** Of images in [-1, 1] at the network's size. */
  readonly normalize: (images: Tensor4D) => Tensor4D;
  /** Whether logits have the bias of the last layer. */
  readonly biased: boolean;
}

/** (v - 128) / 128 of values v from 0 to 255, as the graph of TensorFlow has it: 1 is not reached. */
const aroundGrey = (images: Tensor4D): Tensor4D => tf.div(tf.sub(tf.mul(images, 127.5), 0.5), 128);

export const inceptionPipelines: Readonly<Record<InceptionPipeline, Way>> = {
  pytorchFid: { words: 'as in pytorch-fid', resize: 'bilinear', normalize: (images) => tf.clone(images), biased: true },
  cleanFid: {
    words: 'as in clean-fid',
    resize: 'pilBicubic',
    normalize: (images) => aroundGrey(tf.clipByValue(images, -1, 1)),
    biased: true,
  },
  tensorflow1: { words: "as in TensorFlow's first", resize: 'tf1Bilinear', normalize: aroundGrey, biased: false },
};
