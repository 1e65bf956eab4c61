import { check } from '@ganblocks/core';
import { checkRange, checkUnits } from '../config/checkList';
import { checkInteger, checkWord, resolveConfig } from '../config/resolveConfig';
import { scaleOf } from '../parts/scaleOf';

/** Plain data; every key has a default, some by `networks`. */
export type SganConfig = {
  /**
   * What the classifier says: 'classLogits' K numbers, where a fake's is held at 0 (Salimans et al.), or 'fakeClass' K + 1, the last of them a
   * class of fakes (Odena). Default 'classLogits'.
   */
  readonly form: 'classLogits' | 'fakeClass';
  /**
   * 'dense': fully connected, of the released code for MNIST; 'convolution': of that for CIFAR-10; both with weight normalization. 'dcgan':
   * strided convolutions with batch norm. Default 'dense'.
   */
  readonly networks: 'dense' | 'convolution' | 'dcgan';
  /** Height and width; 16, 28, 32, … unless networks are dense. Default 28; 32 for 'convolution'. */
  readonly resolution: number;
  /** Default 1; 3 for 'convolution'. */
  readonly imageChannels: number;
  /** K. Default 10. */
  readonly classes: number;
  /** Default 100. */
  readonly latentSize: number;
  /** Hidden layers of the dense generator. Default [500, 500]. */
  readonly generatorUnits: readonly number[];
  /** Hidden layers of the dense classifier. Default [1000, 500, 250, 250, 250]. */
  readonly classifierUnits: readonly number[];
  /** Channels next to the image of other generators; they double towards the latents. Default 128; 64 for 'dcgan'. */
  readonly generatorWidth: number;
  /** Channels of the stages of other classifiers, each of which halves the image: three convolutions or, with 'dcgan', one. Default [96, 192]; [64, 128]. */
  readonly classifierWidths: readonly number[];
  /** Deviation of the noise on the pixels, of a range of 1, that the dense classifier sees in training. Default 0.3. */
  readonly inputNoise: number;
  /** Deviation of the noise in front of each further layer of it. Default 0.5. */
  readonly hiddenNoise: number;
  /** Share of pixels that the convolutional classifier drops in training. Default 0.2. */
  readonly inputDropout: number;
  /** Share of its activations behind each stage; of 'dcgan', of the features. Default 0.5; 0 for 'dcgan'. */
  readonly hiddenDropout: number;
  /**
   * What the generator learns by: 'featureMatching', the means of the classifier's last features; or, where fakes have a class, against it:
   * 'minimax' or 'nonSaturating'. Default 'featureMatching'; 'minimax' with 'fakeClass', as in the paper.
   */
  readonly generatorLoss: 'featureMatching' | 'minimax' | 'nonSaturating';
  /** Between means of features. Default 'square'; 'absolute' for 'convolution'. */
  readonly featureDistance: 'square' | 'absolute';
  /** Of what is learned without labels; 0: the classifier learns from the labelled images alone, and no generator. Default 1. */
  readonly unlabelledWeight: number;
  /** Images that the first round sets gains and biases by, rounded up to whole batches; 0: they stay. Default 500. */
  readonly initialImages: number;
  /** Generator updates a round, each from fakes and reals of its own. Default 1. */
  readonly generatorSteps: number;
  /** Of both Adams. Default 3e-3; 3e-4 for 'convolution', 2e-4 for 'dcgan'. */
  readonly learningRate: number;
  /** Default 0.5. */
  readonly beta1: number;
  /** Default 0.999. */
  readonly beta2: number;
  /** Of Adam. Default 1e-4, since the code adds 1e-8 under the root. */
  readonly epsilon: number;
  /** Of the first weights. Default 0. */
  readonly seed: number;
};

type Networks = SganConfig['networks'];

const byNetworks: Readonly<Record<Networks, Partial<SganConfig>>> = {
  dense: {},
  convolution: { resolution: 32, imageChannels: 3, featureDistance: 'absolute', learningRate: 3e-4 },
  dcgan: { generatorWidth: 64, classifierWidths: [64, 128], hiddenDropout: 0, learningRate: 2e-4 },
};

const common: SganConfig = {
  ...{ form: 'classLogits', networks: 'dense', resolution: 28, imageChannels: 1, classes: 10, latentSize: 100 },
  ...{ generatorUnits: [500, 500], classifierUnits: [1000, 500, 250, 250, 250], generatorWidth: 128, classifierWidths: [96, 192] },
  ...{ inputNoise: 0.3, hiddenNoise: 0.5, inputDropout: 0.2, hiddenDropout: 0.5 },
  ...{ generatorLoss: 'featureMatching', featureDistance: 'square', unlabelledWeight: 1, initialImages: 500, generatorSteps: 1 },
  ...{ learningRate: 3e-3, beta1: 0.5, beta2: 0.999, epsilon: 1e-4, seed: 0 },
};

const LEAST_SIDE = { convolution: 3, dcgan: 1 } as const;

function checkSizes({ networks, resolution, classifierWidths }: SganConfig): void {
  if (networks === 'dense') return;
  const { doublings } = scaleOf(resolution);
  const grows = Number.isInteger(doublings) && doublings >= 2;
  check(
    grows,
    () => `sgan: resolution must be 16, 32, 64, … or 28, 56, … unless networks are 'dense'. Got ${resolution}. Resize the images.`,
  );
  const least = LEAST_SIDE[networks];
  check(resolution / 2 ** classifierWidths.length >= least, () => {
    return `sgan: classifierWidths must leave ${least} x ${least} pixels at least, since each halves the image. Got ${classifierWidths.length} of them for ${resolution}. Name fewer.`;
  });
}

/**
 * A full configuration, validated.
 *
 * @throws GanError that names the key.
 * @example sganConfig({ networks: 'convolution' }).learningRate; // 0.0003
 */
export function sganConfig(config: Partial<SganConfig> = {}): SganConfig {
  const where = 'sgan';
  const { networks = 'dense', form } = config;
  const known = Object.hasOwn(byNetworks, networks) ? byNetworks[networks] : {};
  const generatorLoss: SganConfig['generatorLoss'] = form === 'fakeClass' ? 'minimax' : 'featureMatching';
  const defaults: SganConfig = { ...common, ...known, generatorLoss };
  const settings = resolveConfig(where, defaults, config);
  checkWord(where, 'networks', settings.networks, Object.keys(byNetworks));
  checkWord(where, 'form', settings.form, ['classLogits', 'fakeClass']);
  for (const name of ['resolution', 'imageChannels', 'latentSize', 'generatorWidth', 'generatorSteps'] as const)
    checkInteger(where, name, settings[name], 1);
  checkInteger(where, 'classes', settings.classes, 2);
  for (const name of ['initialImages', 'seed'] as const) checkInteger(where, name, settings[name], 0);
  for (const name of ['generatorUnits', 'classifierUnits', 'classifierWidths'] as const) checkUnits(where, name, settings[name]);
  for (const name of ['inputNoise', 'hiddenNoise', 'unlabelledWeight'] as const) checkRange(where, name, settings[name], [0, Infinity]);
  for (const name of ['inputDropout', 'hiddenDropout'] as const) checkRange(where, name, settings[name], [0, 1]);
  checkWord(where, 'featureDistance', settings.featureDistance, ['square', 'absolute']);
  checkWord(where, 'generatorLoss', settings.generatorLoss, ['featureMatching', 'minimax', 'nonSaturating']);
  check(settings.form === 'fakeClass' || settings.generatorLoss === 'featureMatching', () => {
    return `sgan: generatorLoss '${settings.generatorLoss}' is against a class of fakes, which form 'classLogits' has not. Use 'featureMatching', or form 'fakeClass'.`;
  });
  checkSizes(settings);
  return settings;
}
