import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import {
  adam,
  type CallArgs,
  check,
  type GanSystem,
  type LatentSpace,
  type LossTerms,
  type Network,
  type Optimizer,
  type RandomStream,
  type SemiSupervisedBatch,
} from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { drawLatents } from '../adversarial/drawLatents';
import { latentSpaceOf } from '../adversarial/latentSpaceOf';
import { checkInteger } from '../config/resolveConfig';
import { sganClassifier } from './classifier';
import { type SganConfig, sganConfig } from './config';
import { fitToData } from './fitToData';
import { sganGenerator } from './generator';
import { type Initialization, initializationState } from './initialization';
import { sganLosses } from './losses';
import { classifierUpdate, generatorUpdate, type SganGame, supervisedUpdate } from './updates';

export interface SganSystem extends GanSystem<SemiSupervisedBatch> {
  /** The discriminator is called `classifier`, for it is what remains: a run averages its weights too. Images → [logits, features]. */
  readonly networks: { readonly generator: Network; readonly classifier: Network<Tensor, Tensor[]> };
  /** The optimizers, and whether the data has set the first gains and biases. */
  readonly state: { readonly generator: Optimizer; readonly classifier: Optimizer; readonly initialization: Initialization };
  readonly latents: LatentSpace;
  /**
   * What images `[N, H, W, C]` in [-1, 1] show: logits `[N, K]` of the classes, without that of fakes. Inference, with the weights as they are;
   * `ema.during(() => …)` lends the averaged ones. The caller disposes.
   */
  classify(images: Tensor4D): Tensor2D;
  /** How real it holds images, `[N]`: log of p(real) / p(fake), with noise as in training. */
  score(images: Tensor4D, random: RandomStream): Tensor;
  /** Frees networks and optimizers. */
  dispose(): void;
}

/**
 * Semi-supervised GAN: the discriminator is a classifier that learns from few labelled images, many unlabelled ones, and fakes, which are a
 * class of their own.
 *
 * With K logits x and Z = log Σ exp x, a real image has p(real) = σ(Z) (Salimans et al., the default): the classifier learns
 * L = mean(Z - x_y) + weight · ½(mean softplus(-Z(unlabelled)) + mean softplus(Z(fake))), the generator the batch means of its last features.
 * With `form: 'fakeClass'` (Odena) it has K + 1 logits, and the generator plays against the class of fakes.
 *
 * One round: the classifier learns from a batch, `{ images, labelled: { images, labels } }`, and as many fakes; then the generator from fresh
 * ones and, where it matches features, from the unlabelled images of another batch. Both by Adam. The first round begins by setting gains and
 * biases of all weight-normalized layers that the code sets by data, from `initialImages` unlabelled images. With `unlabelledWeight: 0` the same
 * classifier learns from labelled images alone, which it is then initialized by too: the baseline.
 *
 * Batches come from `semiSupervisedImages`; images `[N, H, W, C]` in [-1, 1], which dense networks and their noise see as [0, 1]. Reports have
 * `classifier` with `labelled` and `unlabelled`, and `generator`.
 *
 * Deviations from the code: batch norm's moving averages in samples, where it takes those of a batch; Adam's 1e-8 under the root is an epsilon of 1e-4
 * beside it; the labelled images are shuffled anew each time that all have come, as there, but also where a batch has more images than they are.
 * With a class of fakes, unlabelled reals count as none of them, which is this library's reading of Odena's paper. The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size or labels are missing.
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", sections 3.1 and 5, https://arxiv.org/abs/1606.03498
 * @see Odena 2016, "Semi-Supervised Learning with Generative Adversarial Networks", https://arxiv.org/abs/1606.01583
 * @example
 * const system = sgan({ generatorUnits: [64], classifierUnits: [64, 32], seed: 7 });
 * const images = system.sample(16, { random: randomStream(1) });
 * const digits = tf.argMax(system.classify(images), 1);
 */
export function sgan(config: Partial<SganConfig> = {}): SganSystem {
  const settings = sganConfig(config);
  const { form, resolution, imageChannels, classes, latentSize, networks, generatorLoss, generatorSteps, unlabelledWeight } = settings;
  const generator = network(sganGenerator(settings), { name: 'generator' });
  const classifier = network<Tensor, Tensor[]>(sganClassifier(settings), { name: 'classifier' });
  const { learningRate, beta1, beta2, epsilon } = settings;
  const optimizerOf = (one: Pick<Network, 'trainable' | 'name'>) => adam([one], { learningRate, beta1, beta2, epsilon, name: one.name });
  const optimizers = { generator: optimizerOf(generator), classifier: optimizerOf(classifier) };
  const initialization = initializationState('sgan');
  const game: SganGame = {
    ...{ generator, classifier, optimizers, losses: sganLosses(settings), latents: 'uniform', latentSize },
    joined: networks !== 'dcgan',
  };
  const matches = generatorLoss === 'featureMatching';

  const checkImages = ({ shape }: Tensor, name = 'images'): void =>
    check(shape.slice(1).join() === [resolution, resolution, imageChannels].join(), () => {
      return `sgan: ${name} must be [N, ${resolution}, ${resolution}, ${imageChannels}]. Got [${shape.join(', ')}]. Resize them, or set resolution and imageChannels.`;
    });
  const answers = (images: Tensor4D, call: CallArgs): Tensor2D => classifier.apply(images, call)[0] as Tensor2D;
  const ofClasses = (logits: Tensor2D): Tensor2D => tf.slice(logits, [0, 0], [logits.shape[0], classes]);
  const checkBatch = ({ images, labelled }: Partial<SemiSupervisedBatch>): void => {
    checkImages(images!);
    check(labelled !== undefined, () => {
      return `sgan: batches must have labelled images beside the others. Got none. Use semiSupervisedImages(table, { perClass: 10 }).`;
    });
    checkImages(labelled.images, 'labelled images');
  };

  return {
    name: 'sgan',
    config: { ...settings },
    networks: { generator, classifier },
    state: { ...optimizers, initialization },
    phases: [{ name: 'train' }],
    latents: latentSpaceOf({ generator, latents: 'uniform', latentSize }),

    async step(context) {
      const batch = await context.next();
      checkBatch(batch);
      if (!initialization.done) {
        await fitToData(game, settings, context, batch);
        initialization.finish();
      }
      const { images, labelled } = batch;
      if (unlabelledWeight === 0) return { classifier: supervisedUpdate(game, context, labelled) };
      const ofClassifier = classifierUpdate(game, context, images, labelled);
      let ofGenerator: LossTerms = {};
      for (let update = 0; update < generatorSteps; update++) {
        const other = matches ? await context.next() : undefined;
        tf.dispose(Object.values(ofGenerator));
        ofGenerator = generatorUpdate(game, context, images.shape[0], other?.images);
      }
      return { classifier: ofClassifier, generator: ofGenerator };
    },

    sample(count, { random }) {
      checkInteger('sgan', 'the number of samples', count, 1);
      return tf.tidy(() => generator.apply(drawLatents(game, count, random), { training: false, random }) as Tensor4D);
    },

    classify(images) {
      checkImages(images);
      return tf.tidy(() => ofClasses(answers(images, { training: false })));
    },

    score: (images, random) =>
      tf.tidy(() => {
        const logits = answers(images, { training: true, random, updateStatistics: false });
        const real = tf.logSumExp(ofClasses(logits), 1);
        return form === 'classLogits' ? real : tf.sub(real, tf.reshape(tf.slice(logits, [0, classes]), [-1]));
      }),

    dispose() {
      for (const part of [generator, classifier, ...Object.values(optimizers)]) part.dispose();
    },
  };
}
