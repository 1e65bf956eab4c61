import { adam, check, type Latents, type LatentSpace, minimize, type RandomStream, randomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { checkSteps } from './between';
import { perStyle } from './perStyle';
import { nearestCandidates } from './nearestCandidates';
import { projectionMoment } from './projectionSchedule';
import { pyramidDistance } from './pyramidDistance';

/** How unlike each image is to its target: `[N, H, W, C]` twice → `[N]`. Differentiable; the caller disposes. */
export type ImageDistance = (images: Tensor4D, targets: Tensor4D) => Tensor1D;

export interface ProjectionProgress {
  /** Steps done. */
  readonly step: number;
  readonly steps: number;
  /** The mean distance of this step, its noise included. */
  readonly loss: number;
}

export interface ProjectOptions {
  /** Default 1,000. */
  readonly steps?: number;
  /** The highest; it rises at first and falls at the end. Default 0.1. */
  readonly learningRate?: number;
  /** Default `pyramidDistance`. StyleGAN2 has LPIPS. */
  readonly distance?: ImageDistance;
  /** Points drawn at first: the nearest begins, and their spread is the unit of the noise. Default 128. */
  readonly candidates?: number;
  /** Deviation of the noise on the points at first, in units of the spread; it falls to 0. Default 0.05. */
  readonly noise?: number;
  /** A point of its own for each layer (W+), in a space with styles: nearer to the image, farther from what the generator knows. Default false. */
  readonly perStyle?: boolean;
  /** Of candidates and noise. Default: a stream of seed 0. */
  readonly random?: RandomStream;
  /** After each step; awaited, so that a page can draw. */
  readonly progress?: (at: ProjectionProgress) => Promise<void> | void;
}

export interface Projection {
  /** `[N, D]`, or `[N, L, D]` where asked for. The caller disposes. */
  readonly latents: Latents;
  /** What the generator makes of them, `[N, H, W, C]`. The caller disposes. */
  readonly images: Tensor4D;
  /** The distance of each image at the end. */
  readonly distances: readonly number[];
  /** The mean distance of each step. */
  readonly losses: readonly number[];
}

/**
 * Finds the points whose images are nearest to given ones: gradient descent on the points by Adam, with the ramps of StyleGAN2's projector for
 * the rate and for noise on the points, which helps out of poor places. The weights stay as they are.
 *
 * Images `[N, H, W, C]` in [-1, 1], each for itself → points `[N, D]`. Deviations from the projector: any distance; it begins at the nearest of
 * some drawn points, not at the average; no noise maps are searched. Deterministic by `random`.
 *
 * @throws GanError where images or an option do not fit.
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", section 5, https://arxiv.org/abs/1912.04958
 * @example
 * const target = sampleSeeds(gan.latents, [3]);
 * const { latents, images, distances } = await project(gan.latents, target, { steps: 20 });
 */
export async function project(space: LatentSpace, targets: Tensor4D, options: ProjectOptions = {}): Promise<Projection> {
  const { steps = 1000, learningRate = 0.1, distance = pyramidDistance, candidates = 128, noise = 0.05, progress } = options;
  const { random = randomStream(0) } = options;
  checkSteps('project', 'steps', steps, 1);
  checkSteps('project', 'candidates', candidates, 2);
  check(noise >= 0 && Number.isFinite(noise), () => `project: noise must be a number of at least 0. Got ${noise}.`);
  const call = { random };
  const start = await nearestCandidates(space, targets, { distance, count: candidates, random });
  const point = startingPoint(space, start.latents, options.perStyle ?? false);
  const optimizer = adam([{ trainable: [point] }], { learningRate, name: 'project' });

  const losses: number[] = [];
  try {
    for (let step = 0; step < steps; step++) {
      const moment = projectionMoment(step, steps);
      optimizer.learningRate = learningRate * moment.rate;
      // Each image is for itself: Adam is, number by number, and so is a sum.
      const terms = minimize(optimizer, {}, () => {
        const shaken = tf.add<Tensor>(point, random.normal(point.shape, { deviation: noise * start.spread * moment.noise }));
        return { distance: tf.sum(distance(space.render(shaken as Latents, call), targets)) };
      });
      const [sum = NaN] = await terms['distance']!.data();
      tf.dispose(Object.values(terms));
      losses.push(sum / targets.shape[0]);
      await progress?.({ step: step + 1, steps, loss: sum / targets.shape[0] });
    }
    const images = tf.tidy(() => space.render(point as Tensor as Latents, call));
    const reached = tf.tidy(() => distance(images, targets));
    const distances = [...(await reached.data())];
    reached.dispose();
    return { latents: tf.clone(point) as Latents, images, distances, losses };
  } finally {
    optimizer.dispose();
    point.dispose();
  }
}

/** A variable at the points, which are disposed. */
function startingPoint(space: LatentSpace, latents: Latents, everyStyle: boolean): tf.Variable {
  try {
    return tf.tidy(() => tf.variable<tf.Rank>(everyStyle ? perStyle('project', space, latents) : latents));
  } finally {
    latents.dispose();
  }
}
