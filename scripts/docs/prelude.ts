import { readFile, writeFile } from 'node:fs/promises';
import { expect } from '@jest/globals';
import { adam, type Critic, type ImageBatch, randomStream, type RandomStream, type StepContext } from '@ganblocks/core';
import { imageArrays } from '@ganblocks/data';
import { nonSaturating } from '@ganblocks/losses';
import { dcgan } from '@ganblocks/models';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';

/** Of a network for digits that trains in milliseconds. */
const TINY = { resolution: 28, imageChannels: 1, latentSize: 64, width: 4 };

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

const digitBytes = (): Uint8Array => {
  const random = randomStream(5);
  return Uint8Array.from({ length: 64 * 784 }, () => Math.floor(random.next() * 256));
};

/**
 * What the examples of the documentation take for granted: a name, and how its value is made. Every example has its own; a value that is not
 * asked for is not made.
 */
export function prelude() {
  const gan = once(() => dcgan(TINY));
  const digits = once(() => {
    const labels = Uint8Array.from({ length: 64 }, (_, i) => i % 10);
    return imageArrays({ name: 'digits', images: digitBytes(), shape: [64, 28, 28, 1], labels, classes: 10 });
  });
  const pictures = (seed: number) => once(() => randomStream(seed).uniform([8, 28, 28, 1], { low: -1 }) as Tensor4D);
  const images = pictures(1);
  return {
    /** Images [8, 28, 28, 1] in [-1, 1]. */
    images,
    real: pictures(2),
    fake: pictures(3),
    /** [8, 64] */
    latents: once(() => randomStream(4).normal([8, 64])),
    /** [8, 7, 7, 8] */
    features: once(() => randomStream(6).normal([8, 7, 7, 8]) as Tensor4D),
    /** A data set of 64 labelled images. */
    digits,
    /** A small DCGAN for digits, its networks, and its discriminator as a function of images alone. */
    gan,
    generator: () => gan().networks.generator,
    discriminator: () => gan().networks.discriminator,
    critic: (): Critic => (x) => gan().networks.discriminator.apply(x, { training: true }),
    loss: once(() => nonSaturating()),
    optimizer: once(() => adam([gan().networks.discriminator])),
    /** What a system's `step` receives. */
    context: once((): StepContext<ImageBatch> => {
      const random: RandomStream = randomStream(7);
      return { next: async () => ({ images: images() }), random, step: 0, imagesSeen: 0, phase: { name: 'train', progress: 0 } };
    }),
    /** Puts images on a page. */
    show: () => (_images: Tensor) => undefined,
    readFile: () => readFile as (path: string) => Promise<Uint8Array>,
    writeFile: () => writeFile as (path: string, bytes: Uint8Array) => Promise<void>,
    expect: () => expect,
    /** Of whatever test runner. */
    test: () => (_name: string, _run: () => Promise<void>) => undefined,
  };
}

export type Prelude = ReturnType<typeof prelude>;
