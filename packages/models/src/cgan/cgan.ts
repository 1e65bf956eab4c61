import type { AttributeBatch, LabelledBatch, Optimizer } from '@ganblocks/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { network } from '@ganblocks/layers';
import { minimax, nonSaturating } from '@ganblocks/losses';
import { adversarial, type AdversarialSystem } from '../adversarial/adversarial';
import { type AttributeRequest, attributeVectors } from '../adversarial/attributeVectors';
import { type ClassRequest, classLabels } from '../adversarial/classLabels';
import { descentOf } from '../gan/descent';
import { cganConfig, type CganConfig } from './config';
import { cganDiscriminator } from './discriminator';
import { cganGenerator } from './generator';

/** The optimizers; schedules write their `learningRate`. */
export interface CganState {
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>>;
}

/** Samples are asked for by their number, a class after the other, or by `{ labels }`. */
export type CganSystem = AdversarialSystem<LabelledBatch, number | ClassRequest, Tensor[]> & CganState;

/** Samples are asked for by their number, an attribute after the other, or by `{ attributes }`. */
export type AttributeCganSystem = AdversarialSystem<AttributeBatch, number | AttributeRequest, Tensor[]> & CganState;

/**
 * CGAN: both networks are told a condition y, classes or a vector of tags, and the game is that of G(z|y) and D(x|y).
 *
 * One round: the discriminator learns from a batch of reals with their own conditions and one of fakes; then the generator learns from fresh
 * fakes. Fakes are made for classes drawn uniformly, or for tag vectors drawn from the batch. Images `[N, H, W, C]` in [-1, 1].
 * The networks' defaults are the paper's for MNIST; the descent's are Adam's, and the preset 'paper-mnist' has the paper's SGD.
 * Deviations: the generator maximizes log D(G(z|y)|y), where the paper prints the minimax objective alone; the class's layer is a table with a row
 * a class, which is the dense layer of one-hot labels.
 * The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size.
 * @see Mirza & Osindero 2014, "Conditional Generative Adversarial Nets", https://arxiv.org/abs/1411.1784
 * @example
 * const system = cgan({ classes: 10, seed: 7 });
 * const sevens = system.sample({ labels: [7, 7, 7] }, { random: randomStream(1) });
 */
export function cgan(config: Partial<CganConfig> & { readonly attributes: number }): AttributeCganSystem;
export function cgan(config?: Partial<CganConfig>): CganSystem;
export function cgan(config: Partial<CganConfig> = {}): CganSystem | AttributeCganSystem {
  const settings = cganConfig(config);
  const { classes, attributes, latentSize, latents, discriminatorSteps } = settings;
  const generator = network<Tensor[]>(cganGenerator(settings), { name: 'generator' });
  const discriminator = network<Tensor[]>(cganDiscriminator(settings), { name: 'discriminator' });
  const game = {
    ...{ name: 'cgan', config: { ...settings }, generator, discriminator, latentSize, latents, discriminatorSteps },
    loss: settings.loss === 'minimax' ? minimax() : nonSaturating(),
    optimizers: { generator: descentOf(generator, settings), discriminator: descentOf(discriminator, settings) },
  };
  return classes > 0
    ? adversarial({ ...game, condition: classLabels({ classes }) })
    : adversarial({ ...game, condition: attributeVectors({ attributes }) });
}
