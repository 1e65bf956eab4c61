import { check, shown } from '@ganblocks/core';
import { checkRange } from '../config/checkList';
import { checkInteger, checkWord, resolveConfig } from '../config/resolveConfig';

/** Plain data; every key has a default. */
export type LapganConfig = {
  /** Height and width of the images, the finest level. Default 32. */
  readonly resolution: number;
  /** Heights and widths of the levels below, the coarsest first; each is larger than the one before. Default: a quarter and half of the resolution. */
  readonly coarseSizes: readonly number[];
  /** Images that each of these levels learns from; the finest learns from the rest of the run. Default 20,000,000 each. */
  readonly levelImages: readonly number[];
  /** Default 3. */
  readonly imageChannels: number;
  /** Classes that all networks are told; 0: none. Default 0. */
  readonly classes: number;
  /** Of the coarsest level, uniform in [-1, 1); each finer one has a plane of such noise. Default 100. */
  readonly latentSize: number;
  /** Of both hidden layers of the coarsest generator. Default 1200, as in the paper; the code's scripts begin with 8000. */
  readonly generatorUnits: number;
  /** Of both hidden layers of the coarsest discriminator. Default 600; the code's scripts begin with 1600. */
  readonly discriminatorUnits: number;
  /** Channels of the hidden convolutions of each finer level, from coarse to fine. Default 64 each; the code's scripts begin with 128. */
  readonly widths: readonly number[];
  /** In the discriminators. Default 0.5. */
  readonly dropoutRate: number;
  /** Batch norm in the coarsest generator. Default false. */
  readonly batchNorm: boolean;
  /** Whether the coarsest generator ends in tanh; it is linear in the code, as finer ones are. Default false. */
  readonly bounded: boolean;
  /** Gradient descent with a growing momentum, as in the paper, or Adam. Default 'sgd'. */
  readonly optimizer: 'sgd' | 'adam';
  /** Of each level's generator, at its beginning. Default 0.02. */
  readonly generatorRate: number;
  /** Of each level's discriminator, at its beginning. Default 0.02. */
  readonly discriminatorRate: number;
  /** Each epoch of a level divides its rates by 1 + this. Default 4e-5. */
  readonly rateDecay: number;
  /** Of gradient descent, at the beginning of a level. Default 0.5. */
  readonly momentum: number;
  /** What an epoch adds to it. Default 0.0008. */
  readonly momentumStep: number;
  /** What it grows to. Default 0.8. */
  readonly momentumLimit: number;
  /** An epoch. Default 391: 50,000 images in batches of 128. */
  readonly epochUpdates: number;
  /** Of Adam. Default 0.5. */
  readonly beta1: number;
  /** Of Adam. Default 0.999. */
  readonly beta2: number;
  /** Of the first weights. Default 0. */
  readonly seed: number;
};

/** The sides of all levels, the coarsest first. */
export const sizesOf = ({ coarseSizes, resolution }: Pick<LapganConfig, 'coarseSizes' | 'resolution'>): readonly number[] => [
  ...coarseSizes,
  resolution,
];

const halvedOnce = (resolution: number): number => Math.floor(resolution / 2);

/** The second convolution of a finer level's discriminator needs so many pixels. */
const LEAST_DETAIL = 9;

function checkLevels(settings: LapganConfig): void {
  const { coarseSizes, levelImages, widths } = settings;
  for (const [name, list] of Object.entries({ coarseSizes, levelImages, widths })) {
    const valid = Array.isArray(list) && list.every((value) => Number.isSafeInteger(value) && value >= 1);
    check(valid, () => `lapgan: ${name} must be a list of whole numbers above 0. Got ${shown(list)}.`);
  }
  check(coarseSizes.length === levelImages.length, () => {
    return `lapgan: levelImages must have a number for each of the ${coarseSizes.length} coarseSizes. Got ${levelImages.length}. The finest level learns from the rest.`;
  });
  check(coarseSizes.length === widths.length, () => {
    return `lapgan: widths must have a number for each of the ${coarseSizes.length} levels above the coarsest. Got ${widths.length}.`;
  });
  const sizes = sizesOf(settings);
  const rising = sizes.every((size, level) => level === 0 || (size > sizes[level - 1]! && size >= LEAST_DETAIL));
  check(rising, () => {
    return `lapgan: levels must grow from the coarsest to the resolution, those above the coarsest to ${LEAST_DETAIL} pixels at least. Got ${sizes.join(', ')}. Use 8, 16, 32 or 7, 14, 28.`;
  });
}

function checkRates({
  dropoutRate,
  generatorRate,
  discriminatorRate,
  rateDecay,
  momentum,
  momentumStep,
  momentumLimit,
}: LapganConfig): void {
  checkRange('lapgan', 'dropoutRate', dropoutRate, [0, 1]);
  checkRange('lapgan', 'generatorRate', generatorRate, [0, Infinity]);
  checkRange('lapgan', 'discriminatorRate', discriminatorRate, [0, Infinity]);
  checkRange('lapgan', 'rateDecay', rateDecay, [0, Infinity]);
  checkRange('lapgan', 'momentum', momentum, [0, 1]);
  checkRange('lapgan', 'momentumStep', momentumStep, [0, 1]);
  checkRange('lapgan', 'momentumLimit', momentumLimit, [momentum, 1]);
}

/**
 * A full configuration, validated.
 *
 * @throws GanError that names the key.
 * @example lapganConfig({ resolution: 28 }).coarseSizes; // [7, 14]
 */
export function lapganConfig(config: Partial<LapganConfig> = {}): LapganConfig {
  const { resolution = 32, coarseSizes = [halvedOnce(halvedOnce(resolution)), halvedOnce(resolution)] } = config;
  const levels = Array.isArray(coarseSizes) ? coarseSizes.length : 0;
  const defaults: LapganConfig = {
    ...{ resolution, coarseSizes, levelImages: Array<number>(levels).fill(20_000_000), imageChannels: 3, classes: 0, latentSize: 100 },
    ...{
      generatorUnits: 1200,
      discriminatorUnits: 600,
      widths: Array<number>(levels).fill(64),
      dropoutRate: 0.5,
      batchNorm: false,
      bounded: false,
      optimizer: 'sgd',
    },
    ...{
      generatorRate: 0.02,
      discriminatorRate: 0.02,
      rateDecay: 4e-5,
      momentum: 0.5,
      momentumStep: 0.0008,
      momentumLimit: 0.8,
      epochUpdates: 391,
    },
    ...{ beta1: 0.5, beta2: 0.999, seed: 0 },
  };
  const settings = resolveConfig('lapgan', defaults, config);
  const counts = ['resolution', 'imageChannels', 'latentSize', 'generatorUnits', 'discriminatorUnits', 'epochUpdates'] as const;
  for (const name of counts) checkInteger('lapgan', name, settings[name], 1);
  for (const name of ['classes', 'seed'] as const) checkInteger('lapgan', name, settings[name], 0);
  checkWord('lapgan', 'optimizer', settings.optimizer, ['sgd', 'adam']);
  checkLevels(settings);
  checkRates(settings);
  return settings;
}

/**
 * The side of a level, the coarsest being 0.
 *
 * @throws GanError where there is no such level.
 */
export function sizeOfLevel(settings: LapganConfig, level: number): number {
  const sizes = sizesOf(settings);
  const size = sizes[level];
  check(size !== undefined, () => `lapgan: level must be a whole number from 0, the coarsest, to ${sizes.length - 1}. Got ${level}.`);
  return size;
}
