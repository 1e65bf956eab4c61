import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Gradient } from '../engine';
import { savedAt } from './build';
import { copiedFrom, everyImage } from './origins';

const rotateWithOffset: Gradient = {
  kernelName: 'RotateWithOffset',
  inputsToSave: ['image'],
  gradFunc: (dy, saved, attributes) => {
    const image = savedAt(saved, 0);
    return { image: () => copiedFrom('RotateWithOffset', dy as Tensor, image, everyImage(image), {}, { ...attributes, fillValue: 0 }) };
  },
};

const flipLeftRight: Gradient = {
  kernelName: 'FlipLeftRight',
  gradFunc: (dy) => ({ image: () => tf.image.flipLeftRight(dy as Tensor4D) }),
};

/** Turned and mirrored images. */
export const turning: readonly Gradient[] = [rotateWithOffset, flipLeftRight];
