import { check, type LatentSpace, type RandomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { streamOf } from '../features/drawRows';
import { featureRows, type Features } from '../features/features';
import { meanSquaredDistance, type ImageDistance } from './imageDistances';
import { lerp, slerp } from './interpolation';

/**
 * The distances of the images of two batches of points, over epsilon^2: how fast images change along a path.
 *
 * @param from Points `[n, d]`.
 * @param to The points a step of `epsilon` further along their paths.
 * @returns `[n]`
 */
export async function pathDistances(
  from: Features,
  to: Features,
  {
    render,
    epsilon,
    distance = meanSquaredDistance,
  }: { readonly render: (points: Tensor2D) => Tensor4D; readonly epsilon: number; readonly distance?: ImageDistance },
): Promise<Float64Array> {
  const distances = tf.tidy(() => distance(render(tensorOf(from)), render(tensorOf(to))));
  try {
    return Float64Array.from(await distances.data(), (value) => value / epsilon ** 2);
  } finally {
    distances.dispose();
  }
}

/**
 * The mean of distances after those beyond the 1st and the 99th percentile are left out: the percentiles are the order statistics next to them, to the
 * outside, and stay in.
 *
 * @throws GanError unless there are distances, all finite.
 */
export function trimmedMean(distances: ArrayLike<number>): number {
  const sorted = Float64Array.from(distances).sort();
  check(sorted.length > 0 && sorted.every(Number.isFinite), () => {
    return `perceptualPathLength: distances must be finite numbers, one at least. Got ${sorted.length === 0 ? 'none' : 'NaN or infinity'}.`;
  });
  const [low, high] = [sorted[Math.floor(0.01 * (sorted.length - 1))]!, sorted[Math.ceil(0.99 * (sorted.length - 1))]!];
  const kept = sorted.filter((value) => value >= low && value <= high);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

export interface PerceptualPathLengthOptions {
  /** Paths. Default: 10,000; papers take 100,000. */
  readonly samples?: number;
  /** Length of a step, as a share of the path. Default: 1e-4. */
  readonly epsilon?: number;
  /** 'full': somewhere on the path from one point to another; 'end': at the first point. Default: 'full'. */
  readonly at?: 'full' | 'end';
  /** Default: the mean squared difference of pixels. Papers take LPIPS over VGG-16: `perceptualDistance`. */
  readonly distance?: ImageDistance;
  /** Default: 50. */
  readonly batchSize?: number;
  /** Default: 0. */
  readonly seed?: number;
}

/**
 * The perceptual path length of a generator: how much its images change along a path between two random latents, over the squared length of the step,
 * averaged without the outer percentiles. Small where the latent space is smooth. In a space of normal numbers the path is the great circle, at the
 * length that latents have, sqrt(D); elsewhere (w of StyleGAN) the straight line.
 *
 * Needs a latent space that maps one point to one image: `system.latents`.
 *
 * @throws GanError for options out of range, or images that are not finite.
 * @see Karras, Laine & Aila 2019, A Style-Based Generator Architecture, section 4.1, https://arxiv.org/abs/1812.04948
 * @example const length = await perceptualPathLength(gan.latents!, { samples: 16, batchSize: 8 });
 */
export async function perceptualPathLength(
  space: LatentSpace,
  { samples = 10_000, epsilon = 1e-4, at = 'full', distance, batchSize = 50, seed = 0 }: PerceptualPathLengthOptions = {},
): Promise<number> {
  const where = 'perceptualPathLength';
  for (const [name, count] of Object.entries({ samples, batchSize }))
    check(Number.isInteger(count) && count > 0, () => `${where}: ${name} must be a positive integer. Got ${count}.`);
  check(['full', 'end'].includes(at), () => `${where}: at must be 'full' or 'end'. Got '${at}'.`);
  check(epsilon > 0 && epsilon < 1, () => `${where}: epsilon must be a number above 0 and below 1. Got ${epsilon}.`);
  const random = streamOf(where, seed);
  const between = space.distribution === 'normal' ? onSphere : lerp;
  const distances = new Float64Array(samples);
  for (let drawn = 0; drawn < samples; drawn += batchSize) {
    const count = Math.min(batchSize, samples - drawn);
    const [a, b] = [await pointsOf(space, count, random), await pointsOf(space, count, random)];
    const t = Float64Array.from({ length: count }, () => (at === 'full' ? random.next() : 0));
    const further = t.map((value) => value + epsilon);
    // A generator that adds noise adds the same to both.
    const noise = `noise ${drawn}`;
    const render = (points: Tensor2D): Tensor4D => space.render(points, { random: random.split(noise) });
    const some = await pathDistances(between(a, b, t), between(a, b, further), { render, epsilon, ...(distance && { distance }) });
    distances.set(some, drawn);
  }
  return trimmedMean(distances);
}

const onSphere = (a: Features, b: Features, t: ArrayLike<number>): Features => {
  const { rows, columns, data } = slerp(a, b, t);
  return { rows, columns, data: Float64Array.from(data, (value) => value * Math.sqrt(columns)) };
};

const pointsOf = async (space: LatentSpace, count: number, random: RandomStream): Promise<Features> => {
  const points = space.draw(count, random);
  try {
    return featureRows(Float64Array.from(await points.data()), space.size);
  } finally {
    points.dispose();
  }
};

const tensorOf = ({ rows, columns, data }: Features): Tensor2D => tf.tensor2d(Float32Array.from(data), [rows, columns]);
