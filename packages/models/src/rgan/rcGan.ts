import type { Tensor } from '@tensorflow/tfjs-core';
import type { LabelledBatch, Network, Optimizer } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { adversarial, type AdversarialSystem } from '../adversarial/adversarial';
import type { ClassRequest } from '../adversarial/classLabels';
import { type Judgement, withHeads } from '../adversarial/heads';
import { rcGanConfig, type RganConfig } from './config';
import { consistentWith } from './consistency';
import { projectingOf } from './discriminator';
import { gameOf } from './game';
import { generatorOf } from './generator';

export interface RcGanSystem extends AdversarialSystem<LabelledBatch, number | ClassRequest, Tensor[], Network<Tensor[], Judgement>> {
  /** The optimizers; schedules write their `learningRate`. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>>;
}

/**
 * rcGAN: a projection cGAN that learns to draw right classes from wrong labels. With T[i, j] the chance that class i is labelled j, the discriminator
 * compares (x, ỹ) of the data with (G(z, y), ỹ) where ỹ is y made wrong by T: then G(z, y) itself is of class y.
 *
 * One round is that of the backbone: `discriminatorSteps` (5) times the discriminator learns from a fresh batch and as many fakes, then the generator
 * from `generatorBatches` (2) batches of fakes. 'sngan': hinge loss, spectral norm; 'wganGp': Wasserstein's loss and the gradient penalty, at the reals'
 * labels; 'ctGan': that, dropout, and the consistency of two answers. `cleanLabels` 'drawn': y uniform, ỹ drawn from T[y]; 'recovered': ỹ of the batch, y
 * drawn from T[·, ỹ] / Σ T[·, ỹ]. With transition 'none' it is the projection cGAN. Samples are asked for by number (classes in turn) or by
 * `{ labels }`, right ones. Images `[N, H, W, C]` in [-1, 1], labels int32 `[N]`, as noisy as `transition` says.
 * Deviations from the authors' code: it updates the generator first in a round, where here it comes last; the classes are taken to be equally frequent
 * where they are 'drawn'. The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size.
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", https://arxiv.org/abs/1811.11165
 * @see https://github.com/takuhirok/rGAN
 * @example
 * const tiny = { resolution: 16, generatorChannels: [8, 8, 8], discriminatorChannels: [8, 8] };
 * const system = rcGan({ ...tiny, classes: 3, transition: { kind: 'symmetric', rate: 0.5 } });
 * const twos = system.sample({ labels: [2, 2] }, { random: randomStream(1) });
 */
export function rcGan(config: Partial<RganConfig> = {}): RcGanSystem {
  const settings = rcGanConfig(config);
  const generator = network<Tensor[]>(generatorOf(settings), { name: 'generator' });
  const model = projectingOf(settings);
  if (settings.backbone !== 'ctGan') {
    const discriminator = network<Tensor[]>(model, { name: 'discriminator' });
    return adversarial({ ...gameOf('rc-gan', settings, { generator, discriminator }, []), generator, discriminator });
  }
  const headed = withHeads(network<Tensor[], Tensor[]>(model, { name: 'discriminator' }), ['logits', 'features']);
  const { discriminator, penalty } = consistentWith(headed, settings);
  return adversarial({ ...gameOf('rc-gan', settings, { generator, discriminator }, [penalty]), generator, discriminator });
}
