import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';

const shown = (x: Tensor): string => `[${x.shape.join(', ')}]`;

/** Throws unless x has places to take moments over: a batch axis, at least one axis of places, channels. */
export function checkFeatures(where: string, name: string, x: Tensor): void {
  check(x.rank >= 3, () => `${where}: ${name} must have places between batch and channels, [N, …, C]. Got the shape ${shown(x)}.`);
}

/** Throws unless the tensor has one number for each sample and channel of x. */
export function checkPerSample(where: string, name: string, vectors: Tensor, x: Tensor): void {
  const [samples, channels] = [x.shape[0], x.shape.at(-1)];
  check(
    vectors.rank === 2 && vectors.shape[0] === samples && vectors.shape[1] === channels,
    () => `${where}: ${name} must hold one number for each sample and channel, [${samples}, ${channels}]. Got the shape ${shown(vectors)}.`,
  );
}

/** Throws unless what is added to a variance is 0 or more. */
export function checkEpsilon(where: string, epsilon: number): void {
  check(epsilon >= 0, () => `${where}: epsilon must be at least 0. Got ${epsilon}.`);
}
