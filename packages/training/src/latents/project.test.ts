import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type LatentSpace, randomStream } from '@ganblocks/core';
import { plainSpace, styleganSpace } from '../../tests/latentSpaces';
import { project } from './project';
import { projectionMoment } from './projectionSchedule';
import { pyramidDistance } from './pyramidDistance';
import { sampleSeeds } from './sampleSeeds';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Distance of images of random points to a target, on average. */
async function distanceOfOthers(space: LatentSpace, target: Tensor4D): Promise<number> {
  const others = sampleSeeds(space, [101, 102, 103, 104, 105, 106, 107, 108]);
  const distances = pyramidDistance(others, tf.tile(target, [8, 1, 1, 1]));
  return (await tf.mean(distances).data())[0] ?? NaN;
}

describe('project', () => {
  test('finds images that the generator made, each by itself', async () => {
    const space = styleganSpace();
    const targets = sampleSeeds(space, [1, 2]);
    const { latents, images, distances, losses } = await project(space, targets, { steps: 60, candidates: 16 });
    expect([latents.shape, images.shape, losses.length]).toEqual([[2, 6], [2, 8, 8, 3], 60]); // prettier-ignore
    const others = await distanceOfOthers(space, tf.slice(targets, 0, 1));
    for (const distance of distances) expect(distance).toBeLessThan(others / 30);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 10);
    const again = [...pyramidDistance(space.render(latents, { random: randomStream(0) }), targets).dataSync()];
    distances.forEach((distance, i) => expect(again[i]).toBeCloseTo(distance, 6));
    space.dispose();
  });

  test('with a point for each layer comes nearer to an image that the generator has not made', async () => {
    const space = styleganSpace();
    const [mine, foreign] = [sampleSeeds(space, [1]), sampleSeeds(styleganSpace(9), [2])];
    const target = tf.add<Tensor4D>(mine, tf.mul(0.3, foreign));
    const common = { steps: 25, candidates: 4 };
    const [one, each] = [await project(space, target, common), await project(space, target, { ...common, perStyle: true })];
    expect(each.latents.shape).toEqual([1, 4, 6]);
    expect(each.distances[0]).toBeLessThan(one.distances[0] ?? 0);
    space.dispose();
  });

  test('takes any distance, tells its progress, is the same for the same stream', async () => {
    const space = plainSpace('normal');
    const target = tf.tensor4d([0.5, -1, 2], [1, 1, 1, 3]);
    const seen: string[] = [];
    const distance = (a: Tensor4D, b: Tensor4D): tf.Tensor1D => tf.sum(tf.abs(tf.sub(a, b)), [1, 2, 3]);
    const run = (seed: number) =>
      project(space, target, {
        ...{ steps: 60, distance, random: randomStream(seed), candidates: 4 },
        progress: ({ step, steps, loss }) => void seen.push(`${step}/${steps} ${loss > 0}`),
      });
    const [first, same, other] = [await run(1), await run(1), await run(2)];
    expect(seen).toHaveLength(180);
    expect([seen[0], seen[59]]).toEqual(['1/60 true', '60/60 true']);
    expect(first.losses).toEqual(same.losses);
    expect(first.losses).not.toEqual(other.losses);
    expect([...first.latents.dataSync()]).toEqual([0.5, -1, 2].map((value) => expect.closeTo(value, 1)));
  });

  test('leaves points and images alone, also where it fails', async () => {
    const space = styleganSpace();
    const target = sampleSeeds(space, [1]);
    const before = tf.memory().numTensors;
    const { latents, images } = await project(space, target, { steps: 3, candidates: 3 });
    expect(tf.memory().numTensors).toBe(before + 2);
    tf.dispose([latents, images]);
    const enough = (): never => {
      throw new Error('enough');
    };
    await expect(project(space, target, { progress: enough, candidates: 2 })).rejects.toThrow('enough');
    expect(tf.memory().numTensors).toBe(before);
    await expect(project(space, tf.zeros([1, 4, 4, 3]), { candidates: 2 })).rejects.toThrow(
      'images must be [N, 8, 8, 3], as the generator makes them.',
    );
    const scalar = (): tf.Tensor1D => tf.scalar(1) as tf.Tensor as tf.Tensor1D;
    await expect(project(space, target, { distance: scalar, candidates: 2 })).rejects.toThrow(
      'distance must give one number an image, [2]. Got [].',
    );
    await expect(project(space, target, { steps: 0 })).rejects.toThrow('project: steps must be a whole number of at least 1. Got 0.');
    await expect(project(space, target, { candidates: 1 })).rejects.toThrow('candidates must be a whole number of at least 2. Got 1.');
    await expect(project(space, target, { noise: -1 })).rejects.toThrow('noise must be a number of at least 0. Got -1.');
    const plain = plainSpace('normal');
    await expect(project(plain, tf.zeros([1, 1, 1, 3]), { perStyle: true })).rejects.toThrow('need a space that has styles');
    space.dispose();
  });
});

test('the ramps of StyleGAN2: up for a twentieth, down for a quarter, noise off after three quarters', () => {
  const at = (step: number): [number, number] => Object.values(projectionMoment(step, 1000)) as [number, number];
  expect([at(0), at(24), at(49), at(500)].map(([rate]) => rate)).toEqual([0.02, 0.5, 1, 1]);
  expect(at(875)[0]).toBeCloseTo(0.5, 10);
  expect(at(999)[0]).toBeLessThan(1e-4);
  expect([at(0)[1], at(375)[1], at(750)[1], at(900)[1]]).toEqual([1, 0.25, 0, 0]);
});

test('pyramidDistance is the mean over sizes of mean squares', () => {
  const [a, b] = [tf.tensor4d(Array.from({ length: 128 }, (_, i) => (i % 2 === 0 ? 1 : -1)), [2, 8, 8, 1]), tf.zeros<tf.Rank.R4>([2, 8, 8, 1])]; // prettier-ignore
  // Stripes of 1 and -1: no pixel fits, their means do.
  expect([...pyramidDistance(a, b).dataSync()]).toEqual([0.5, 0.5]);
  expect([...pyramidDistance(tf.ones([1, 28, 28, 1]), tf.zeros([1, 28, 28, 1])).dataSync()]).toEqual([1]);
  expect([...pyramidDistance(tf.fill([1, 1, 1, 3], 2), tf.zeros([1, 1, 1, 3])).dataSync()]).toEqual([4]);
  const before = tf.memory().numTensors;
  pyramidDistance(a, b).dispose();
  expect(tf.memory().numTensors).toBe(before);
});
