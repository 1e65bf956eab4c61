import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { AdversarialLoss, Network } from '@ganblocks/core';
import type { ModelNetwork } from '@ganblocks/layers';
import { reconstructionEnergy, type ReconstructionEnergyOptions } from '@ganblocks/losses';
import type { Owned } from '../adversarial/owned';
import type { Heads } from '../adversarial/heads';

/** What an autoencoder says of images: the energies' negatives `[N]`, which like all logits are higher for reals, and codes `[N, K]`. */
export type EnergyHeads = Heads & { readonly codes: Tensor2D };

/** An autoencoder, a model of reconstructions and codes, as a discriminator. Freed with it. */
export function energyNetwork(
  autoencoder: ModelNetwork<Tensor, Tensor[]>,
  { distance }: Required<ReconstructionEnergyOptions>,
): Owned<Network<Tensor, EnergyHeads>> {
  const { name, trainable, statistics, perExample = false } = autoencoder;
  return {
    ...{ name, trainable, statistics, perExample },
    apply: (images, call) =>
      tf.tidy(() => {
        const [reconstructions, codes] = autoencoder.apply(images, call) as [Tensor, Tensor];
        const logits = tf.neg(reconstructionEnergy(images, reconstructions, { distance }));
        return { logits, codes: tf.reshape<tf.Rank.R2>(codes, [images.shape[0], -1]) };
      }),
    dispose: () => autoencoder.dispose(),
  };
}

/** A loss on energies E as one on logits -E. */
export const onNegatives = (loss: AdversarialLoss): AdversarialLoss => ({
  discriminator: (real, fake) => tf.tidy(() => loss.discriminator(tf.neg(real), tf.neg(fake))),
  generator: (fake) => tf.tidy(() => loss.generator(tf.neg(fake))),
});
