import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Optimizer, RandomStream } from '@ganblocks/core';
import { type ModelNetwork, network } from '@ganblocks/layers';
import { type LapganConfig, sizesOf } from './config';
import { lapganLevelDiscriminator } from './discriminator';
import { lapganLevelGenerator } from './generator';
import { optimizerOf } from './optimizerOf';
import { rescale } from './rescale';

/** A level of the pyramid: two networks that learn by themselves. */
export interface Level {
  /** Of its phase: `14x14`. */
  readonly name: string;
  readonly size: number;
  /** Of the level below; the coarsest has none. */
  readonly below: number | undefined;
  /** Of [noise, the coarse image (but the coarsest), one-hot labels (with classes)]. */
  readonly generator: ModelNetwork<Tensor[]>;
  /** Of [detail, or the coarsest image; the coarse image; one-hot labels]. */
  readonly discriminator: ModelNetwork<Tensor[]>;
  readonly optimizers: Readonly<Record<'generator' | 'discriminator', Optimizer & { dispose(): void }>>;
  /** Uniform in [-1, 1): latents `[count, latentSize]` of the coarsest, planes `[count, size, size, 1]`. The caller disposes. */
  noise(count: number, random: RandomStream): Tensor;
}

/** All levels, the coarsest first. */
export const levelsOf = (settings: LapganConfig): readonly Level[] =>
  sizesOf(settings).map((size, level) => levelOf(settings, size, level));

function levelOf(settings: LapganConfig, size: number, level: number): Level {
  const generator = network<Tensor[]>(lapganLevelGenerator(settings, level));
  const discriminator = network<Tensor[]>(lapganLevelDiscriminator(settings, level));
  const shape = level === 0 ? [settings.latentSize] : [size, size, 1];
  return {
    ...{ name: `${size}x${size}`, size, below: sizesOf(settings)[level - 1], generator, discriminator },
    optimizers: {
      generator: optimizerOf(generator, settings.generatorRate, settings),
      discriminator: optimizerOf(discriminator, settings.discriminatorRate, settings),
    },
    noise: (count, random) => random.uniform([count, ...shape], { low: -1, high: 1 }),
  };
}

/** What a level's discriminator calls real, and what both networks are told beside it. */
export interface Reals {
  /** The detail that the coarse image lacks, or the coarsest image itself. */
  readonly real: Tensor4D;
  readonly coarse?: Tensor4D;
}

/** Images `[N, H, W, C]` as a level sees them. The caller disposes. */
export function realsOf({ size, below }: Pick<Level, 'size' | 'below'>, images: Tensor4D): Reals {
  return tf.tidy(() => {
    const fine = rescale(images, size);
    if (below === undefined) return { real: fine };
    const coarse = rescale(rescale(images, below), size);
    return { real: tf.sub<Tensor4D>(fine, coarse), coarse };
  });
}
