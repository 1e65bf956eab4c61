import type { Optimizer } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { minimax, nonSaturating } from '@ganblocks/losses';
import { adversarial, type AdversarialSystem } from '../adversarial/adversarial';
import { biasFromMarginals } from './biasFromMarginals';
import { ganConfig, type GanConfig } from './config';
import { descentOf } from './descent';
import { ganDiscriminator } from './discriminator';
import { ganGenerator } from './generator';

export interface GanNetworksSystem extends AdversarialSystem {
  /** The optimizers; schedules write their `learningRate`. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>>;
}

/**
 * The first GAN: two fully connected networks. As in 2014, with maxout units, dropout and SGD of growing momentum, or as it is known
 * today, with batch norm, leaky ReLUs and Adam.
 *
 * One round: `discriminatorSteps` (k) times the discriminator learns from a batch of reals and one of fakes; then the generator learns from
 * fresh fakes, to maximize log D(G(z)). Images `[N, H, W, C]` in [-1, 1]; points of the plane are `[N, 1, 1, 2]`.
 * Defaults are the modern form's; the preset 'paper-mnist' has the original's.
 * Deviations from the original's code: the rate stands outside the velocity (PyTorch's convention), momentum grows with each update in
 * place of each epoch, and `biasFromReals` takes the pixels' means from the first batch in place of all data. From the modern form's: biases
 * begin at 0, and the generator learns after the discriminator, from fresh fakes.
 * The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size.
 * @see Goodfellow et al. 2014, "Generative Adversarial Networks", https://arxiv.org/abs/1406.2661
 * @example
 * const system = gan({ generatorUnits: [64], discriminatorUnits: [64], seed: 7 });
 * const images = system.sample(16, { random: randomStream(1) });
 */
export function gan(config: Partial<GanConfig> = {}): GanNetworksSystem {
  const settings = ganConfig(config);
  const { latentSize, latents, discriminatorSteps, biasFromReals } = settings;
  const generator = network(ganGenerator(settings), { name: 'generator' });
  const discriminator = network(ganDiscriminator(settings), { name: 'discriminator' });
  const game = adversarial({
    ...{ name: 'gan', config: { ...settings }, generator, discriminator, latentSize, latents, discriminatorSteps },
    loss: settings.loss === 'minimax' ? minimax() : nonSaturating(),
    optimizers: { generator: descentOf(generator, settings), discriminator: descentOf(discriminator, settings) },
  });
  if (!biasFromReals) return game;
  const bias = generator.trainable.find(({ name }) => name === 'generator/image/bias')!;
  return {
    ...game,
    async step(context) {
      if (context.step > 0) return game.step(context);
      const first = await context.next();
      biasFromMarginals(bias, first.images);
      let taken = false;
      const next = async (): Promise<typeof first> => (taken ? context.next() : ((taken = true), first));
      return game.step({ ...context, next });
    },
  };
}
