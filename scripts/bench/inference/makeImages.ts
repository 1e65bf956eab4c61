import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { randomStream } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import type { Stepper } from '../steps/stepper';
import type { InferenceCase } from './inferenceCases';

/** Builds a generator; a step is a batch of images, which counts as made when its pixels have been read. */
export function makeImages({ build, inputs }: InferenceCase, batch: number): Stepper {
  const generator = network<Tensor | Tensor[]>(build());
  const random = randomStream(0);
  const given = inputs(batch, random);
  return {
    params: { generator: generator.trainable.reduce((sum, { size }) => sum + size, 0) },
    async step() {
      const started = performance.now();
      const images = tf.tidy(() => generator.apply(given, { training: false, random }));
      await images.data();
      images.dispose();
      return (performance.now() - started) / 1000;
    },
    async close() {
      tf.dispose(given);
      generator.dispose();
    },
  };
}
