import type { RandomStream } from '../contracts/randomStream';

/** One standard Gaussian number on the host, by the Box-Muller transform. */
export const gaussian = (random: RandomStream): number => {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return radius * Math.cos(2 * Math.PI * random.next());
};

/** Uniform in [low, high). */
export const between = (random: RandomStream, low: number, high: number): number => low + (high - low) * random.next();

/** An integer in [0, below). */
export const integerIn = (random: RandomStream, below: number): number => Math.floor(below * random.next());

/** What is drawn, with this probability; else the other. Always draws the same number of numbers, so that the probability moves no later draw. */
export function gated<T>(random: RandomStream, probability: number, draw: () => T, otherwise: T): T {
  const drawn = draw();
  return random.next() < probability ? drawn : otherwise;
}

/** One result for each image. */
export const forEachImage = <T>(batch: number, draw: () => T): T[] => Array.from({ length: batch }, draw);
