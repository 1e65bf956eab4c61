import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { check, type GanSystem, type ImageBatch, type LabelledBatch, type Network, type Optimizer } from '@ganblocks/core';
import { classLabels, type ClassRequest } from '../adversarial/classLabels';
import { checkInteger } from '../config/resolveConfig';
import { type LapganConfig, lapganConfig } from './config';
import { type Level, levelsOf, realsOf } from './level';
import { rescale } from './rescale';
import { discriminatorUpdate, generatorUpdate, makeDetail } from './updates';

/** Its batches have labels where it has classes. */
export interface LapganSystem extends GanSystem<ImageBatch & Partial<LabelledBatch>, number | ClassRequest> {
  /** By level: `generator8`, `discriminator8`, `generator16`, …; inputs are lists, [noise or image, the coarse image, one-hot labels]. */
  readonly networks: Readonly<Record<string, Network<Tensor[]>>>;
  /** The optimizers, by the same names. */
  readonly state: Readonly<Record<string, Optimizer>>;
  /** Frees networks and optimizers. */
  dispose(): void;
}

/**
 * LAPGAN: images from coarse to fine. The coarsest level is a GAN of small images; each finer one a GAN of the detail that the image below
 * lacks: with Iₖ the image at size k, u(Iₖ₊₁) the coarser one at the same size and hₖ = Iₖ - u(Iₖ₊₁), its generator makes hₖ of noise and
 * u(Iₖ₊₁), and its discriminator judges hₖ + u(Iₖ₊₁).
 *
 * Levels learn by themselves, from real coarse images, one after the other: a phase each (`levelImages`). One round, of the phase's level
 * alone: its discriminator learns from a batch of real detail and one of fake, its generator from fresh noise, both on the batch's own
 * coarse images and labels, by the non-saturating loss. Reports have the terms by the networks' names.
 *
 * A sample goes through all levels, Iₖ = u(Iₖ₊₁) + Gₖ(zₖ, u(Iₖ₊₁)), and is clipped to [-1, 1] at the end, since nothing bounds a sum; levels
 * that have not learned yet add what they begin with. `sample` takes a number (classes in turn, where there are classes) or
 * `{ labels: [3, 1, 4] }`. Images `[N, H, W, C]` in [-1, 1]. The caller disposes the system.
 *
 * Deviations: images in [-1, 1], not normalized by mean and deviation of each pixel; all first weights are Torch's own, uniform in
 * ±1/√fanIn; as many fakes as reals, where the code halves a batch between them; the hidden layers of the coarsest generator are both ReLU
 * (the code's second is a sigmoid). Sizes change as in the code (`rescale.ts`); `ops.laplacianPyramid` has the filters of Burt & Adelson.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size, labels are missing
 * or the run augments images: detail and coarse image would be changed apart.
 * @see Denton et al. 2015, "Deep Generative Image Models using a Laplacian Pyramid of Adversarial Networks", https://arxiv.org/abs/1506.05751
 * @example
 * const system = lapgan({ resolution: 28, imageChannels: 1, generatorUnits: 64, discriminatorUnits: 32, widths: [8, 8] });
 * const images = system.sample(4, { random: randomStream(1) });
 */
export function lapgan(config: Partial<LapganConfig> = {}): LapganSystem {
  const settings = lapganConfig(config);
  const { resolution, imageChannels, classes, levelImages } = settings;
  const levels = levelsOf(settings);
  const condition = classes > 0 ? classLabels({ classes }) : undefined;
  const oneHot = (labels: Tensor1D): Tensor => tf.oneHot(labels, classes, 1, 0, 'float32');

  const byName = <Part>(part: (level: Level, name: 'generator' | 'discriminator') => Part): Record<string, Part> =>
    Object.fromEntries(
      levels.flatMap((level) => (['generator', 'discriminator'] as const).map((name) => [`${name}${level.size}`, part(level, name)])),
    );

  const checkImages = ({ shape }: Tensor): void =>
    check(shape.slice(1).join() === [resolution, resolution, imageChannels].join(), () => {
      return `lapgan: images must be [N, ${resolution}, ${resolution}, ${imageChannels}]. Got [${shape.join(', ')}]. Resize them, or set resolution and imageChannels.`;
    });
  const labelsOf = (batch: Partial<LabelledBatch>): { labels: Tensor } | undefined => {
    if (!condition) return undefined;
    const { labels } = batch;
    check(
      labels !== undefined,
      () => `lapgan: with ${classes} classes, batches must have labels. Got none. Use labelled data, or classes: 0.`,
    );
    return { labels: oneHot(labels) };
  };

  return {
    name: 'lapgan',
    config: { ...settings },
    networks: byName((level, name) => level[name]),
    state: byName(({ optimizers }, name) => optimizers[name]),
    phases: levels.map(({ name }, level) => ({ name, ...(level < levelImages.length && { images: levelImages[level]! }) })),

    async step(context) {
      const level = levels.find(({ name }) => name === context.phase.name);
      check(level !== undefined, () => {
        return `lapgan: the phase must be that of a level, ${levels.map(({ name }) => name).join(', ')}. Got '${context.phase.name}'.`;
      });
      check(!context.augment, () => 'lapgan: detail and coarse images cannot be augmented together. Got augment. Leave it out.');
      const batch = await context.next();
      checkImages(batch.images);
      const { real, ...told } = tf.tidy(() => ({ ...realsOf(level, batch.images), ...labelsOf(batch) }));
      const terms = {
        [`discriminator${level.size}`]: discriminatorUpdate(level, context, { real, ...told }),
        [`generator${level.size}`]: generatorUpdate(level, context, told, real.shape[0]),
      };
      tf.dispose([real, ...Object.values(told)]);
      return terms;
    },

    sample(request, { random }) {
      if (typeof request === 'number') checkInteger('lapgan', 'the number of samples', request, 1);
      check(
        typeof request === 'number' || condition !== undefined,
        () => 'lapgan: samples of classes need classes. Got classes 0. Ask for a number.',
      );
      return tf.tidy(() => {
        const asked = condition?.asked(request);
        const labels = asked && { labels: oneHot(asked as Tensor1D) };
        const count = typeof request === 'number' ? request : request.labels.length;
        const [coarsest, ...finer] = levels;
        const call = { training: false, random };
        const first = makeDetail(coarsest!, coarsest!.noise(count, random), { ...labels }, call) as Tensor4D;
        const image = finer.reduce((below, level) => {
          const coarse = rescale(below, level.size);
          return tf.add(coarse, makeDetail(level, level.noise(count, random), { coarse, ...labels }, call));
        }, first);
        return tf.clipByValue(image, -1, 1);
      });
    },

    dispose() {
      for (const { generator, discriminator, optimizers } of levels)
        for (const part of [generator, discriminator, ...Object.values(optimizers)]) part.dispose();
    },
  };
}
