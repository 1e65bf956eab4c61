import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import {
  adam,
  check,
  type GanSystem,
  type ImageBatch,
  type LossTerms,
  minimize,
  type Network,
  type Optimizer,
  type RandomStream,
} from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { nonSaturating } from '@ganblocks/losses';
import { type DcganConfig, dcganConfig } from './config';
import { dcganDiscriminator } from './discriminator';
import { dcganGenerator } from './generator';

export interface DcganSystem extends GanSystem<ImageBatch> {
  readonly networks: Readonly<Record<'generator' | 'discriminator', Network>>;
  /** The optimizers; schedules write their `learningRate`. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>>;
  /** Frees the networks and the optimizers. */
  dispose(): void;
}

/**
 * DCGAN: a convolutional generator against a convolutional discriminator, both with batch norm, on the non-saturating loss.
 *
 * One round: the discriminator learns from a batch of reals and one of fakes, each normalized by itself; then the generator learns
 * from fresh fakes (`generatorSteps` times). Both by Adam. Images `[N, H, W, C]` in [-1, 1].
 * Deviations from the paper, each the PyTorch example's: 4×4 kernels, a width of 64, normal latents, no biases, batch norm's scales
 * from N(1, 0.02); `{ kernelSize: 5, projection: 'dense', latents: 'uniform' }` has the paper's, `width: 128` its generator.
 * The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size.
 * @see Radford, Metz & Chintala 2016, "Unsupervised Representation Learning with Deep Convolutional GANs", https://arxiv.org/abs/1511.06434
 * @example
 * const system = dcgan({ resolution: 28, imageChannels: 1, latentSize: 64, seed: 7 });
 * const images = system.sample(16, { random: randomStream(1) });
 */
export function dcgan(config: Partial<DcganConfig> = {}): DcganSystem {
  const settings = dcganConfig(config);
  const { resolution, imageChannels, latentSize, generatorSteps, learningRate, beta1, beta2 } = settings;
  const generator = network<Tensor, Tensor4D>(dcganGenerator(settings), { name: 'generator' });
  const discriminator = network(dcganDiscriminator(settings), { name: 'discriminator' });
  const optimizers = {
    generator: adam([generator], { learningRate, beta1, beta2, name: 'generator' }),
    discriminator: adam([discriminator], { learningRate, beta1, beta2, name: 'discriminator' }),
  };
  const loss = nonSaturating();

  const latents = (count: number, random: RandomStream): Tensor =>
    settings.latents === 'normal' ? random.normal([count, latentSize]) : random.uniform([count, latentSize], { low: -1, high: 1 });

  return {
    name: 'dcgan',
    config: settings,
    networks: { generator, discriminator },
    state: optimizers,
    phases: [{ name: 'train' }],

    async step(context) {
      const { images: real } = await context.next();
      const [count, ...size] = real.shape;
      const fits = size.join() === [resolution, resolution, imageChannels].join();
      check(
        fits,
        () =>
          `dcgan: images must be [N, ${resolution}, ${resolution}, ${imageChannels}]. Got [${real.shape.join(', ')}]. Resize them, or set resolution and imageChannels.`,
      );

      const call = { training: true, random: context.random };
      const draw = (): Tensor4D => generator.apply(latents(count, context.random), call);
      const score = (images: Tensor4D): Tensor => discriminator.apply(context.augment?.(images) ?? images, call);

      const fake = tf.tidy(draw);
      const discriminatorTerms = minimize(optimizers.discriminator, context, () => ({
        adversarial: loss.discriminator(score(real), score(fake)),
      }));
      fake.dispose();

      let generatorTerms: LossTerms = {};
      for (let update = 0; update < generatorSteps; update++) {
        tf.dispose(Object.values(generatorTerms));
        generatorTerms = minimize(optimizers.generator, context, () => ({ adversarial: loss.generator(score(draw())) }));
      }
      return { discriminator: discriminatorTerms, generator: generatorTerms };
    },

    sample: (count, { random }) => tf.tidy(() => generator.apply(latents(count, random), { training: false, random })),

    dispose() {
      for (const part of [generator, discriminator, optimizers.generator, optimizers.discriminator]) part.dispose();
    },
  };
}
