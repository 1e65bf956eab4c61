import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LabelledBatch, Network, Optimizer } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { acganGenerator } from '../acgan/generator';
import { adversarial, type AdversarialSystem } from '../adversarial/adversarial';
import type { Owned } from '../adversarial/owned';
import type { ClassRequest } from '../adversarial/classLabels';
import { classTerm } from '../adversarial/classTerm';
import type { GameTerm } from '../adversarial/gameTerm';
import { type Heads, withHeads } from '../adversarial/heads';
import { acganPart } from './acganPart';
import { racGanConfig, type RacGanConfig } from './config';
import { consistentWith } from './consistency';
import { classifyingOf } from './discriminator';
import { gameOf } from './game';
import { generatorOf } from './generator';
import { transitionRows } from './transition';

export interface RacGanSystem extends AdversarialSystem<LabelledBatch, number | ClassRequest, Tensor[], Network<Tensor, Heads>> {
  /** The optimizers; schedules write their `learningRate`. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>>;
}

/** The class term, and its transition matrix, which is freed with the system. */
function classesOf({ discriminatorClassWeight, generatorClassWeight, classes, transition }: RacGanConfig): Owned<GameTerm> {
  const rows = transitionRows('rac-gan', classes, transition);
  const weights = { discriminatorWeight: discriminatorClassWeight, generatorWeight: generatorClassWeight, classifyFakes: false };
  if (!rows) return classTerm(weights);
  const matrix = tf.tensor2d(rows as number[][]);
  return { ...classTerm({ ...weights, transition: matrix }), dispose: () => matrix.dispose() };
}

/**
 * rAC-GAN: an AC-GAN that learns to draw right classes from wrong labels. The discriminator sees images alone and has class logits l beside its logit;
 * with T[i, j] the chance that class i is labelled j, their term on reals is -mean log (softmax(l) T)[ỹ], so that the classifier learns the right
 * classes; the generator's is the cross-entropy of the classes that its images were made for.
 *
 * D minimizes L_D + `discriminatorClassWeight` (1) · C(real, ỹ), G minimizes L_G + `generatorClassWeight` (0.1) · C(fake, y); the classifier learns
 * nothing from fakes. One round is that of the backbone, as of `rcGan`, and so is `cleanLabels`; 'acgan': AC-GAN's networks and non-saturating loss. With transition 'none' it is an AC-GAN whose
 * classifier learns from reals alone. Samples are asked for by number (classes in turn) or by `{ labels }`, right ones. Images `[N, H, W, C]` in
 * [-1, 1], labels int32 `[N]`, as noisy as `transition` says.
 * Deviations from the authors' code: those of `rcGan`. The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size.
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", https://arxiv.org/abs/1811.11165
 * @see https://github.com/takuhirok/rGAN
 * @example
 * const tiny = { resolution: 16, generatorChannels: [8, 8, 8], discriminatorChannels: [8, 8] };
 * const system = racGan({ ...tiny, classes: 3, transition: { kind: 'asymmetric', rate: 0.3, flips: [[2, 0]] } });
 * const twos = system.sample({ labels: [2, 2] }, { random: randomStream(1) });
 */
export function racGan(config: Partial<RacGanConfig> = {}): RacGanSystem {
  const settings = racGanConfig(config);
  const builtGenerator = settings.backbone === 'acgan' ? acganGenerator(acganPart(settings)) : generatorOf(settings);
  const generator = network<Tensor[]>(builtGenerator, { name: 'generator' });
  const model = network<Tensor, Tensor[]>(classifyingOf(settings), { name: 'discriminator' });
  const apart = { discriminatorTold: false, terms: { classes: classesOf(settings) } };
  if (settings.backbone !== 'ctGan') {
    const discriminator = withHeads(model, ['logits', 'classLogits']);
    return adversarial({ ...gameOf('rac-gan', settings, { generator, discriminator }, []), ...apart, generator, discriminator });
  }
  const { discriminator, penalty } = consistentWith(withHeads(model, ['logits', 'classLogits', 'features']), settings);
  return adversarial({ ...gameOf('rac-gan', settings, { generator, discriminator }, [penalty]), ...apart, generator, discriminator });
}
