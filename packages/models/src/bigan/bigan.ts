import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { check, type GanSystem, type ImageBatch, type LatentSpace, type Network, type Optimizer } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { checkInteger } from '../config/resolveConfig';
import { type BiganConfig, biganConfig } from './config';
import { biganDiscriminator } from './discriminator';
import { biganEncoder } from './encoder';
import { biganGenerator } from './generator';
import { optimizerOf } from './optimizerOf';
import { codeOf, discriminatorUpdate, drawLatents, drawRound, generatorEncoderUpdate } from './updates';

export interface BiganSystem extends GanSystem<ImageBatch> {
  readonly networks: {
    readonly generator: Network;
    /** Images → [a, features]; the code is 2σ(a) - 1. */
    readonly encoder: Network<Tensor, Tensor[]>;
    /** Of [images, latents], or of images alone beside a latent regressor. */
    readonly discriminator: Network<Tensor | Tensor[]>;
  };
  /** The optimizers; schedules write their `learningRate`. */
  readonly state: Readonly<Record<'discriminator' | 'generatorEncoder', Optimizer>>;
  /** The generator's z, and what the encoder gives. */
  readonly latents: LatentSpace;
  /** What the encoder's last layer reads: images `[N, H, W, C]` → `[N, F]`, F the numbers of its last hidden layer. Inference; the caller disposes. */
  features(images: Tensor4D): Tensor2D;
  /** E(x) in (-1, 1): images `[N, H, W, C]` → `[N, latentSize]`. Inference; the caller disposes. */
  encode(images: Tensor4D): Tensor2D;
  /** G(E(x)): images `[N, H, W, C]` → the same. Inference; the caller disposes. */
  reconstruct(images: Tensor4D): Tensor4D;
  /** Frees networks and optimizers. */
  dispose(): void;
}

/**
 * BiGAN: a GAN with an encoder. The discriminator judges pairs of an image and a latent, (x, E(x)) or (G(z), z); to fool it,
 * generator and encoder must learn to be each other's inverse, though neither ever sees what the other makes.
 *
 * One round, from one batch of images x and one of latents z: the discriminator learns with half the cross-entropies of both kinds of
 * pairs; generator and encoder learn with the labels the other way round, one optimizer over both. Both gradients are of the weights before
 * the round, as in the code. Each pass through batch norm has its own kind of pairs. Adam has a weight decay in its gradient, and a rate that falls by
 * epochs. Images `[N, H, W, C]` in [-1, 1], between 0 and 1 inside; latents uniform in [-1, 1).
 *
 * The authors' baselines are modes of the same three networks. `latentRegressor`: a discriminator of images alone, its GAN, and an encoder that
 * learns z from G(z) by cross-entropy, after the generator. `jointLatentRegressor`: the generator learns from that too, with the weight `regressionWeight`.
 *
 * Deviations from the code: batch norm's averages move in training (0.9) in place of a thousand batches at the end. The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step`, `features`, `encode` and `reconstruct` where images have another size.
 * @see Donahue, Krähenbühl & Darrell 2017, "Adversarial Feature Learning", https://arxiv.org/abs/1605.09782
 * @example
 * const system = bigan({ generatorUnits: [64, 64], encoderUnits: [64, 64], discriminatorUnits: [64, 64], seed: 7 });
 * const images = system.sample(4, { random: randomStream(1) });
 * const again = system.reconstruct(images);
 */
export function bigan(config: Partial<BiganConfig> = {}): BiganSystem {
  const settings = biganConfig(config);
  const { resolution, imageChannels } = settings;
  const generator = network(biganGenerator(settings));
  const encoder = network<Tensor, Tensor[]>(biganEncoder(settings));
  const discriminator = network<Tensor | Tensor[]>(biganDiscriminator(settings));
  const optimizers = {
    discriminator: optimizerOf([discriminator], 'discriminator', settings),
    generatorEncoder: optimizerOf([generator, encoder], 'generatorEncoder', settings),
  };
  const game = { settings, generator, encoder, discriminator, optimizers };
  const inference = { training: false } as const;

  const checkImages = ({ shape }: Tensor): void =>
    check(shape.slice(1).join() === [resolution, resolution, imageChannels].join(), () => {
      return `bigan: images must be [N, ${resolution}, ${resolution}, ${imageChannels}]. Got [${shape.join(', ')}]. Resize them, or set resolution and imageChannels.`;
    });
  const encoded = (images: Tensor4D, output: 0 | 1): Tensor2D => {
    checkImages(images);
    return tf.tidy(() => {
      const outputs = encoder.apply(images, inference);
      return (output === 0 ? codeOf(outputs[0]!) : outputs[1]!) as Tensor2D;
    });
  };
  const render = (latents: Tensor): Tensor4D => tf.tidy(() => generator.apply(latents, inference) as Tensor4D);

  return {
    name: 'bigan',
    config: { ...settings },
    networks: { generator, encoder, discriminator },
    state: optimizers,
    phases: [{ name: 'train' }],
    latents: {
      ...{ name: 'z', size: settings.latentSize, distribution: 'uniform', render },
      draw: (count, random) => drawLatents(game, count, random) as Tensor2D,
    },

    async step(context) {
      const batch = await context.next();
      checkImages(batch.images);
      const round = drawRound(game, context, batch);
      try {
        // Generator and encoder first: they learn against the discriminator of before, and it from what they made before.
        const generatorEncoder = generatorEncoderUpdate(game, context, round);
        return { discriminator: discriminatorUpdate(game, context, round), generatorEncoder };
      } finally {
        tf.dispose({ ...round });
      }
    },

    sample(count, { random }) {
      checkInteger('bigan', 'the number of samples', count, 1);
      return tf.tidy(() => render(drawLatents(game, count, random)));
    },

    features: (images) => encoded(images, 1),
    encode: (images) => encoded(images, 0),
    reconstruct: (images) => tf.tidy(() => render(encoded(images, 0))),

    dispose() {
      for (const part of [generator, encoder, discriminator, ...Object.values(optimizers)]) part.dispose();
    },
  };
}
