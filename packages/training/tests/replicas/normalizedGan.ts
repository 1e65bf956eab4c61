import { adam, type GanSystem, type ImageBatch, type LossTerms, minimize, minimizeOver } from '@ganblocks/core';
import { batchNorm, chain, dense, dropout, flatten, leakyRelu, network, reshape, spectralNorm } from '@ganblocks/layers';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';

/** What a system does that replicas cannot divide, or that goes wrong. */
export type Trouble = 'throws' | 'exits' | 'undivided' | 'accounts' | 'nan';

export interface NormalizedGan extends GanSystem<ImageBatch> {
  dispose(): void;
}

/**
 * A GAN on images `[N, 8, 8, 1]` with all that a part of a batch could change for the next one: running averages, power iterations, dropout and
 * draws from a stream split off before, and a running mean in its state. Bad things happen in step 2, and in one of `replicas` alone.
 */
export function normalizedGan({ trouble, here }: { readonly trouble?: Trouble | undefined; readonly here: boolean }): NormalizedGan {
  const [reparam, units] = [spectralNorm(), 16];
  const generator = network(
    chain({ shape: [4], name: 'generator', seed: 1 }, dense({ units }), batchNorm(), leakyRelu(), dense({ units: 64 }), reshape({ shape: [8, 8, 1] })), // prettier-ignore
  );
  const discriminator = network(
    chain({ shape: [8, 8, 1], name: 'discriminator', seed: 2 }, flatten(), dense({ units, reparam }), leakyRelu(), dropout({ rate: 0.3 }), batchNorm(), dense({ units: 1 })), // prettier-ignore
  );
  const optimizers = {
    generator: adam([generator], { learningRate: 0.01, beta1: 0.5 }),
    discriminator: adam([discriminator], { learningRate: 0.01 }),
  };
  const mean = tf.tidy(() => tf.variable(tf.scalar(0), false));
  let seen = 0;
  const softplus = (x: Tensor): tf.Scalar => tf.mean(tf.softplus(x));
  return {
    name: 'normalized',
    config: {},
    networks: { generator, discriminator },
    state: {
      ...optimizers,
      logits: {
        tensors: () => ({ mean }),
        toJson: () => (trouble === 'accounts' ? { seen } : {}),
        restore: ({ mean: saved }) => mean.assign(saved as tf.Scalar),
      },
    },
    phases: [{ name: 'train' }],
    async step(context) {
      const { images } = await context.next();
      const { random, step } = context;
      const noise = random.split('noise');
      if (here && step === 2 && trouble === 'throws') throw new Error('the disk is gone');
      if (here && step === 2 && trouble === 'exits') process.exit(3);
      const over = trouble === 'undivided' ? ((a, b, batch, terms) => minimize(a, b, () => terms(batch))) as typeof minimizeOver : minimizeOver; // prettier-ignore
      const call = { training: true, random };
      return tf.tidy(() => {
        const fakes = generator.apply(random.normal([images.shape[0], 4]), call) as Tensor4D;
        const ofDiscriminator = over(optimizers.discriminator, context, { images, fakes }, (part): LossTerms => {
          const blurred = tf.add<Tensor4D>(part.images, noise.normal(part.images.shape, { deviation: 0.1 }));
          const [real, fake] = [blurred, part.fakes].map((x) => discriminator.apply(x, call));
          mean.assign(tf.add<tf.Scalar>(tf.mul(mean, 0.9), tf.mul(tf.mean(real!), 0.1)));
          seen += part.images.shape[0];
          const wrong = trouble === 'nan' && step === 2 ? NaN : 1;
          return {
            real: tf.mul<tf.Scalar>(softplus(tf.neg(real!)), wrong),
            fake: softplus(fake!),
            mean: tf.square(tf.sub<tf.Scalar>(tf.mean(real!), mean)),
          };
        });
        const latents = random.normal([images.shape[0], 4]);
        const ofGenerator = over(optimizers.generator, context, { latents }, (part) => ({
          adversarial: softplus(tf.neg(discriminator.apply(generator.apply(part.latents, call), call))),
        }));
        return { discriminator: ofDiscriminator, generator: ofGenerator };
      });
    },
    sample: (count, { random }) => tf.tidy(() => generator.apply(random.normal([count, 4]), { training: false }) as Tensor4D),
    dispose() {
      for (const part of [generator, discriminator, optimizers.generator, optimizers.discriminator, mean]) part.dispose();
    },
  };
}
