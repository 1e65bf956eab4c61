import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { adam, type ImageBatch, type Network, type Optimizer, type RandomStream } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { nonSaturating } from '@ganblocks/losses';
import { adversarial, type AdversarialSystem } from '../adversarial/adversarial';
import { type Heads, withHeads } from '../adversarial/heads';
import { type CodeRequest, latentsFor } from './codeRequest';
import { codedLatents, type CodePosterior, latentSizeOf, posteriorOf } from './codes';
import { type InfoganConfig, infoganConfig } from './config';
import { infoganDiscriminator } from './discriminator';
import { infoganGenerator } from './generator';
import { informationTerms } from './information';
import { type Traversal, traversalLatents } from './traversal';

export interface InfoganSystem extends AdversarialSystem<ImageBatch, number | CodeRequest, Tensor, Network<Tensor, Heads>> {
  /** The optimizers; schedules write their `learningRate`. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>>;
  /** Images `[rows · columns, H, W, C]`, row by row, along one code: the paper's figure 2. Inference, weights as they are. The caller disposes. */
  traverse(traversal: Traversal, call: { random: RandomStream }): Tensor4D;
  /** What Q says of images `[N, H, W, C]`, real ones too. Inference, weights as they are. The caller disposes the tensors. */
  readCodes(images: Tensor4D): CodePosterior;
}

/**
 * InfoGAN: a GAN whose images tell the codes that they were made of, so that codes come to mean something, without labels.
 *
 * The generator gets noise, categorical and continuous codes c; the discriminator has a second head Q that guesses c. Both networks raise
 * L_I = E[log Q(c | x)] of fakes, a lower bound of the information I(c; G(z, c)) up to the entropy of the codes:
 * min over G and Q, max over D of V(D, G) - λ L_I. One round: the discriminator, with Q, learns from a batch of reals and one of fakes, each normalized
 * by itself; then the generator learns from fresh fakes. Q's weights are in the discriminator's optimizer and learn in its update alone, as in the code.
 * Reports have λ times the codes' cross-entropy as `categorical` and `continuous`. Images `[N, H, W, C]` in [-1, 1].
 * Samples are asked for by their number (codes drawn) or by `{ categories, continuous }`.
 * Deviations: images in [-1, 1] and tanh where the code has [0, 1] and a sigmoid; cross-entropies by logits, without the code's 1e-8; networks are those
 * for MNIST. The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size; `sample` and `traverse` where
 * there are no such codes.
 * @see Chen et al. 2016, "InfoGAN: Interpretable Representation Learning by Information Maximizing Generative Adversarial Nets", https://arxiv.org/abs/1606.03657
 * @example
 * const system = infogan({ noiseSize: 16, width: 8, hiddenUnits: 32, codeUnits: 16, seed: 7 });
 * const threes = system.sample({ categories: [3, 3] }, { random: randomStream(1) });
 * const grid = system.traverse({ along: 'continuous', code: 1 }, { random: randomStream(1) }); // 10 rows, 10 columns
 */
export function infogan(config: Partial<InfoganConfig> = {}): InfoganSystem {
  const settings = infoganConfig(config);
  const { generatorRate, discriminatorRate, beta1, beta2 } = settings;
  const generator = network(infoganGenerator(settings), { name: 'generator' });
  const both = network<Tensor, Tensor[]>(infoganDiscriminator(settings), { name: 'discriminator' });
  const discriminator = withHeads(both, ['logits', 'codes']);
  const adamOf = (net: Network<never, unknown>, learningRate: number): Optimizer & { dispose(): void } =>
    adam([net], { learningRate, beta1, beta2, name: net.name });
  const game = adversarial({
    ...{ name: 'infogan', config: { ...settings }, generator, discriminator, loss: nonSaturating() },
    ...{ latentSize: latentSizeOf(settings), latents: codedLatents(settings), terms: informationTerms(settings) },
    optimizers: { generator: adamOf(generator, generatorRate), discriminator: adamOf(discriminator, discriminatorRate) },
  });
  const rendered = (latents: () => Tensor2D, random: RandomStream): Tensor4D => tf.tidy(() => game.latents.render(latents(), { random }));

  return {
    ...game,
    sample: (request, { random }) => rendered(() => latentsFor(settings, request, random), random),
    traverse: (traversal, { random }) => rendered(() => traversalLatents(settings, traversal, random), random),
    readCodes: (images) =>
      tf.tidy(() => {
        const { codes } = discriminator.apply(images, { training: false });
        return posteriorOf(settings, codes as Tensor2D);
      }),
  };
}
