import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { RandomStream } from '@ganblocks/core';
import { chain, unet } from '@ganblocks/layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { biggan128 } from '../networks/bigganGenerator';
import { stylegan2Full, stylegan2Generator } from '../networks/stylegan2Networks';

/** A generator at its paper's size. */
export interface InferenceCase {
  readonly build: () => LayersModel;
  readonly inputs: (batch: number, random: RandomStream) => Tensor | Tensor[];
}

export const inferenceCases: Readonly<Record<string, InferenceCase>> = {
  'stylegan2-256': {
    build: () => stylegan2Generator(stylegan2Full(256)),
    inputs: (batch, random) => random.normal([batch, 512]),
  },
  'unet-256': {
    build: () => chain({ shape: [256, 256, 3], name: 'generator' }, unet()),
    inputs: (batch, random) => random.uniform([batch, 256, 256, 3], { low: -1, high: 1 }),
  },
  'biggan-128': {
    build: biggan128,
    inputs: (batch, random) => [
      random.normal([batch, 6, 20]),
      tf.tensor1d(
        Array.from({ length: batch }, (_, index) => (index * 37) % 1000),
        'int32',
      ),
    ],
  },
};
