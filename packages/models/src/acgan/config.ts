import { check, shown } from '@ganblocks/core';
import { checkRange, checkUnits } from '../config/checkList';
import { checkInteger, checkWord, resolveConfig } from '../config/resolveConfig';

/** Plain data; every key has a default. */
export type AcganConfig = {
  /** Height and width. Default 32. */
  readonly resolution: number;
  /** Default 3. */
  readonly imageChannels: number;
  /** Default 10. */
  readonly classes: number;
  /** Default 100. */
  readonly latentSize: number;
  /** N(0, 1), or uniform in [-1, 1). Default 'normal'. */
  readonly latents: 'normal' | 'uniform';
  /** How the generator takes the class: one-hot beside the latents, as in the paper, or as a learned vector that they are multiplied with. Default 'concatenated'. */
  readonly labels: 'concatenated' | 'multiplied';
  /** A dense layer with batch norm more, between latents and the smallest image and before the heads; 0: none. Default 0. */
  readonly hiddenUnits: number;
  /** From the smallest image on, each grown by a transposed convolution to the next, the last to the image. Default by resolution: [384, 192, 96], or [384, 192] where it cannot be halved three times, such as 28. */
  readonly generatorChannels: readonly number[];
  /** Of the transposed convolutions. Default 5. */
  readonly generatorKernel: number;
  /** Whether the first of them doubles, or has stride 1 and no padding. Default 'doubling'. */
  readonly firstUp: 'doubling' | 'valid';
  /** Batch norm of the smallest image too. Default false. */
  readonly projectNorm: boolean;
  /** Batch norm before each ReLU of the generator, or behind it as in the TensorFlow.js example. Default 'before'. */
  readonly normAt: 'before' | 'behind';
  /** Of the discriminator's convolutions. Default [16, 32, 64, 128, 256, 512]. */
  readonly discriminatorChannels: readonly number[];
  /** 2 halves the image. One for each of the channels. Default 2 and 1 in turn. */
  readonly discriminatorStrides: readonly number[];
  /** Of the discriminator's convolutions. Default 3. */
  readonly discriminatorKernel: number;
  /** Batch norm in the discriminator, behind all convolutions but the first. Default true. */
  readonly discriminatorNorm: boolean;
  /** The standard deviation of the noise that is added behind each leaky ReLU of the discriminator, such as 0.1 or 0.2. Default 0. */
  readonly activationNoise: number;
  /** The share of the discriminator's activations that is dropped. Default 0.5. */
  readonly dropout: number;
  /** First weights of all kernels: N(0, 0.02), or by their sizes. Default 'normal'. */
  readonly initializer: 'normal' | 'glorotNormal';
  /** What the discriminator should say of reals, in (0.5, 1]; below 1: one-sided label smoothing. Default 1. */
  readonly realLabel: number;
  /** Of the class term in the discriminator's loss. Default 1. */
  readonly discriminatorClassWeight: number;
  /** Of the class term in the generator's loss. Default 1. */
  readonly generatorClassWeight: number;
  /** Whether the discriminator's classifier learns from fakes too. Default true, as in the paper. */
  readonly classifyFakes: boolean;
  /** Of both Adams. Default 2e-4. */
  readonly learningRate: number;
  /** Default 0.5. */
  readonly beta1: number;
  /** Default 0.999. */
  readonly beta2: number;
  /** Of the first weights. Default 0. */
  readonly seed: number;
};

const defaults = {
  ...{ resolution: 32, imageChannels: 3, classes: 10, latentSize: 100, latents: 'normal', labels: 'concatenated', hiddenUnits: 0 },
  ...{ generatorKernel: 5, firstUp: 'doubling', projectNorm: false, normAt: 'before' },
  ...{ discriminatorChannels: [16, 32, 64, 128, 256, 512], discriminatorKernel: 3, discriminatorNorm: true },
  ...{ activationNoise: 0, dropout: 0.5, initializer: 'normal', realLabel: 1 },
  ...{ discriminatorClassWeight: 1, generatorClassWeight: 1, classifyFakes: true },
  ...{ learningRate: 2e-4, beta1: 0.5, beta2: 0.999, seed: 0 },
} as const satisfies Omit<AcganConfig, 'generatorChannels' | 'discriminatorStrides'>;

type Growing = Pick<AcganConfig, 'resolution' | 'generatorChannels' | 'generatorKernel' | 'firstUp'>;

/** Height and width of the smallest image, which the transposed convolutions grow. */
export function baseOf({ resolution, generatorChannels, generatorKernel, firstUp }: Growing): number {
  const doublings = generatorChannels.length - (firstUp === 'valid' ? 1 : 0);
  return resolution / 2 ** doublings - (firstUp === 'valid' ? generatorKernel - 1 : 0);
}

/**
 * A full configuration, validated.
 *
 * @throws GanError that names the key.
 * @example acganConfig({ discriminatorChannels: [32, 64, 128] }).discriminatorStrides; // [2, 1, 2]
 */
export function acganConfig(config: Partial<AcganConfig> = {}): AcganConfig {
  const { discriminatorChannels = defaults.discriminatorChannels } = config;
  const convolutions = Array.isArray(discriminatorChannels) ? discriminatorChannels.length : 0;
  const discriminatorStrides = Array.from({ length: convolutions }, (_, i) => (i % 2 === 0 ? 2 : 1));
  const { resolution = defaults.resolution, firstUp = defaults.firstUp } = config;
  const generatorChannels = resolution % 8 === 0 || firstUp === 'valid' ? [384, 192, 96] : [384, 192];
  const settings = resolveConfig<AcganConfig>('acgan', { ...defaults, generatorChannels, discriminatorStrides }, config);
  for (const name of ['resolution', 'imageChannels', 'classes', 'latentSize', 'discriminatorKernel'] as const)
    checkInteger('acgan', name, settings[name], 1);
  for (const name of ['hiddenUnits', 'seed'] as const) checkInteger('acgan', name, settings[name], 0);
  checkInteger('acgan', 'generatorKernel', settings.generatorKernel, 2);
  for (const name of ['generatorChannels', 'discriminatorChannels'] as const) checkUnits('acgan', name, settings[name]);
  checkWord('acgan', 'latents', settings.latents, ['normal', 'uniform']);
  checkWord('acgan', 'labels', settings.labels, ['concatenated', 'multiplied']);
  checkWord('acgan', 'firstUp', settings.firstUp, ['doubling', 'valid']);
  checkWord('acgan', 'normAt', settings.normAt, ['before', 'behind']);
  checkWord('acgan', 'initializer', settings.initializer, ['normal', 'glorotNormal']);
  checkRange('acgan', 'dropout', settings.dropout, [0, 1]);
  for (const name of ['activationNoise', 'discriminatorClassWeight', 'generatorClassWeight'] as const)
    checkRange('acgan', name, settings[name], [0, Infinity]);
  const { realLabel } = settings;
  check(realLabel > 0.5 && realLabel <= 1, () => `acgan: realLabel must lie in (0.5, 1]. Got ${realLabel}. Use 1, or 0.95 to smooth.`);
  checkSizes(settings);
  return settings;
}

/** The smallest image comes out whole, and each convolution has its stride. */
function checkSizes(settings: AcganConfig): void {
  const { resolution, generatorChannels, firstUp, discriminatorChannels, discriminatorStrides } = settings;
  const base = baseOf(settings);
  check(Number.isInteger(base) && base >= 1, () => {
    const way = firstUp === 'valid' ? `'valid' and ${generatorChannels.length - 1} doublings` : `${generatorChannels.length} doublings`;
    return `acgan: ${resolution} pixels cannot be grown by ${way} of whole pixels. Resize the images, or change generatorChannels.`;
  });
  const strides: unknown = discriminatorStrides;
  const valid = Array.isArray(strides) && strides.length === discriminatorChannels.length && strides.every((one) => one === 1 || one === 2);
  check(valid, () => `acgan: discriminatorStrides must be a 1 or 2 for each of the channels. Got ${shown(strides)}. Leave it out.`);
}
