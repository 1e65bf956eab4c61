import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { adam, type GanSystem, type ImageBatch, type LossTerms, minimize, type RandomStream, type StepContext } from '@ganblocks/core';
import { network, spectralNorm } from '@ganblocks/layers';
import { hinge } from '@ganblocks/losses';
import { bigganDiscriminator } from './bigganDiscriminator';
import { bigganGenerator } from './bigganGenerator';

export interface FreeableSystem extends GanSystem<ImageBatch> {
  dispose(): void;
}

const options = { beta1: 0, beta2: 0.999, epsilon: 1e-6 };

/** BigGAN at a width, its classes drawn: one update of the discriminator, one of the generator, by the hinge loss. */
export function bigganGame(channels: number): FreeableSystem {
  const size = { channels, reparam: spectralNorm() };
  const generator = network<Tensor[], Tensor4D>(bigganGenerator(size));
  const discriminator = network<Tensor[]>(bigganDiscriminator(size));
  const state = {
    generator: adam([generator], { ...options, learningRate: 5e-5 }),
    discriminator: adam([discriminator], { ...options, learningRate: 2e-4 }),
  };
  const loss = hinge();
  const drawLabels = (count: number, random: RandomStream): Tensor => random.integers(count, 1000);
  const draw = (count: number, random: RandomStream): [Tensor, Tensor] => [random.normal([count, 6, 20]), drawLabels(count, random)];

  /** Fakes are made outside of what is differentiated; no statistics couple what the discriminator sees, so it sees both at once. */
  function learnToJudge(images: Tensor4D, context: StepContext<ImageBatch>): LossTerms {
    const { random } = context;
    const call = { training: true, random };
    const [z, labels] = draw(images.shape[0], random);
    const seen = [tf.concat([images, generator.apply([z, labels], call)]), tf.concat([drawLabels(images.shape[0], random), labels])];
    return minimize(state.discriminator, context, () => {
      const [real, fake] = tf.split(discriminator.apply(seen, call), 2) as [Tensor, Tensor];
      return { adversarial: loss.discriminator(real, fake) };
    });
  }

  function learnToMake(count: number, context: StepContext<ImageBatch>): LossTerms {
    const { random } = context;
    const call = { training: true, random };
    const [z, labels] = draw(count, random);
    return minimize(state.generator, context, () => {
      const scores = discriminator.apply([generator.apply([z, labels], call), labels], call);
      return { adversarial: loss.generator(scores) };
    });
  }

  return {
    ...{ name: 'biggan', config: { channels }, networks: { generator, discriminator }, state, phases: [{ name: 'train' }] },
    async step(context) {
      const { images } = await context.next();
      const discriminator = tf.tidy(() => learnToJudge(images, context));
      return { discriminator, generator: tf.tidy(() => learnToMake(images.shape[0], context)) };
    },
    sample: (count, { random }) => tf.tidy(() => generator.apply(draw(count, random), { training: false, random })),
    dispose() {
      for (const part of [generator, discriminator, ...Object.values(state)]) part.dispose();
    },
  };
}
