import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import { adam, type DisposableOptimizer, type Optimizer, plateau, type RandomStream, scaledRate, type Stateful } from '@ganblocks/core';
import { adversarial, type AdversarialSystem } from '../adversarial/adversarial';
import { type BeganConfig, beganConfig } from './config';
import { beganDiscriminator } from './discriminator';
import { beganGenerator } from './generator';
import { carryingNetwork, energyNetwork } from './parts';
import { beganSteps } from './steps';
import { vanishingCarry } from './vanishingCarry';
import { watchedEquilibrium } from './watchedEquilibrium';

export interface BeganSystem extends AdversarialSystem {
  /** The optimizers, whose `learningRate` schedules write; `loss` has k; `carry` and `stall` where the configuration has them. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>> &
    Readonly<{ loss: Stateful; carry?: Stateful; stall?: Stateful }> &
    Readonly<Record<string, Stateful>>;
  /** What the discriminator makes of images `[N, H, W, C]`, clipped to [-1, 1]. The caller disposes. */
  reconstruct(images: Tensor4D): Tensor4D;
  /** The convergence measure M of these images and as many samples, with the weights as they are. The caller disposes. */
  convergence(images: Tensor4D, call: { readonly random: RandomStream }): Scalar;
}

const unit = (images: tf.Tensor): Tensor4D => tf.clipByValue(images as Tensor4D, -1, 1);

/**
 * BEGAN: the discriminator is an autoencoder, and the energy of an image, E(x) = mean |x - D(x)|, says how badly it repeats it. The two sides are
 * held at E(G(z)) = γ E(x), so that neither wins.
 *
 * One round: the discriminator learns from a batch of reals and as many fakes, L_D = E(x) - k E(G(z)); then
 * k ← clip(k + λ (γ E(x) - E(G(z))), 0, 1); then the generator learns from fresh fakes, L_G = E(G(z)). Both by Adam. Every report has a third group,
 * `measures`: the `convergence` measure M = E(x) + |γ E(x) - E(G(z))|, which falls as training goes well, `k`, and with `stallRounds` the
 * `rateFactor`, halved each time where the mean of M over so many rounds is not 1 % below the best such mean; rates of a run's schedules are multiplied
 * by it. With `carryRounds` a convolution that keeps its shape gives carry · x + (1 - carry) · elu(conv(x)), the carry falling from 1 to 0.
 * All of this is in checkpoints. Images `[N, H, W, C]` in [-1, 1]; the generator ends without tanh, so samples are clipped to that.
 * `networks.discriminator` gives the negatives of energies `[N]`, higher for reals as logits are. The caller disposes the system.
 *
 * Deviations from the paper: the generator learns after the discriminator, not at once with it; k moves by the energy of the discriminator's fakes
 * (the code has one batch of fakes for all); what a stall is the paper does not say; β₁ = 0.5 is the code's. The defaults have the code's networks;
 * `{ skip: true, carryRounds: 16_000 }` has the paper's.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size.
 * @see Berthelot et al. 2017, "BEGAN: Boundary Equilibrium Generative Adversarial Networks", https://arxiv.org/abs/1703.10717
 * @example
 * const system = began({ resolution: 28, imageChannels: 1, latentSize: 16, width: 8, diversity: 0.7, seed: 7 });
 * const images = system.sample(16, { random: randomStream(1) });
 * const repeated = system.reconstruct(images);
 */
export function began(config: Partial<BeganConfig> = {}): BeganSystem {
  const settings = beganConfig(config);
  const { latentSize, carryRounds, diversity, equilibriumRate, beta1, beta2, stallRounds, leastRate } = settings;
  const vanishing = carryRounds > 0 ? vanishingCarry(carryRounds) : undefined;
  const generator = carryingNetwork(beganGenerator(settings), vanishing?.carry);
  const autoencoder = carryingNetwork(beganDiscriminator(settings), vanishing?.carry);
  const discriminator = energyNetwork(autoencoder);
  const stall = stallRounds > 0 ? plateau({ window: stallRounds, least: leastRate }) : undefined;
  const adamOf = (net: typeof generator, learningRate: number): DisposableOptimizer => {
    const optimizer = adam([net], { learningRate, beta1, beta2, name: net.name });
    return stall ? scaledRate(optimizer, () => stall.factor) : optimizer;
  };
  const loss = watchedEquilibrium({ diversity, rate: equilibriumRate, start: settings.equilibriumStart });
  const game = adversarial({
    ...{ name: 'began', config: { ...settings }, generator, discriminator, latentSize, latents: 'uniform', loss },
    optimizers: {
      generator: adamOf(generator, settings.generatorLearningRate),
      discriminator: adamOf(discriminator, settings.learningRate),
    },
  });
  const inference = { training: false } as const;

  return {
    ...game,
    state: { ...game.state, loss, ...(vanishing && { carry: vanishing }), ...(stall && { stall }) },
    latents: { ...game.latents, render: (latents, call) => tf.tidy(() => unit(game.latents.render(latents, call))) },
    step: beganSteps({ game, loss, vanishing, stall }),
    sample: (count, call) => tf.tidy(() => unit(game.sample(count, call))),
    reconstruct: (images) => tf.tidy(() => unit(autoencoder.apply(images, inference))),
    convergence: (images, { random }) =>
      tf.tidy(() => {
        const fakes = game.sample(images.shape[0], { random });
        return loss.convergence(discriminator.apply(images, inference), discriminator.apply(fakes, inference));
      }),
    dispose() {
      game.dispose();
      vanishing?.dispose();
      stall?.dispose();
    },
  };
}
