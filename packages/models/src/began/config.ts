import { check } from '@ganblocks/core';
import { checkRange } from '../config/checkList';
import { checkInteger, resolveConfig } from '../config/resolveConfig';

/** Plain data; every key has a default. */
export type BeganConfig = {
  /** Height and width: `baseSize` times a power of 2. Default 64. */
  readonly resolution: number;
  /** Height and width of the smallest level. Default by resolution: 7 where it is 28, 56, …, else 8. */
  readonly baseSize: number;
  /** Default 3. */
  readonly imageChannels: number;
  /** Of z, uniform in [-1, 1). Default 64. */
  readonly latentSize: number;
  /** Of the discriminator's code, between its encoder and its decoder. Default `latentSize`, as in the paper. */
  readonly codeSize: number;
  /** n: channels at full resolution; level k of the encoder has k times as many, the decoders have n throughout. Default 128. */
  readonly width: number;
  /** Whether each doubling of a decoder is followed by its first features, as large, side by side: the paper, not the code. Default false. */
  readonly skip: boolean;
  /** In so many rounds what convolutions carry past themselves falls from 1 to 0: 16,000 in the paper; 0: they carry nothing, as in the code. Default 0. */
  readonly carryRounds: number;
  /** γ in (0, 1]: the energy of fakes over that of reals at equilibrium; lower is less diverse and better to look at. Default 0.5. */
  readonly diversity: number;
  /** λ: how fast k follows. Default 0.001. */
  readonly equilibriumRate: number;
  /** k at the start, in [0, 1]: how much the discriminator learns to repeat fakes badly before the equilibrium has found its own k. Default 0. */
  readonly equilibriumStart: number;
  /** Of the discriminator's Adam. Default 1e-4. */
  readonly learningRate: number;
  /** Of the generator's. Default `learningRate`; the code has a setting for each, of one value. */
  readonly generatorLearningRate: number;
  /** Default 0.5. */
  readonly beta1: number;
  /** Default 0.999. */
  readonly beta2: number;
  /** Both rates are halved where the convergence measure, averaged over so many rounds, has stalled; 0: never. Default 0. */
  readonly stallRounds: number;
  /** What is left of the rates by that at least, in [0, 1). Default 0. */
  readonly leastRate: number;
  /** Of the first weights. Default 0. */
  readonly seed: number;
};

/** How many resolutions the networks have, the image's own included. */
export const levelsOf = ({ resolution, baseSize }: Pick<BeganConfig, 'resolution' | 'baseSize'>): number =>
  Math.log2(resolution / baseSize) + 1;

/**
 * A full configuration, validated.
 *
 * @throws GanError that names the key.
 * @example beganConfig({ resolution: 28, imageChannels: 1 }).baseSize; // 7
 */
export function beganConfig(config: Partial<BeganConfig> = {}): BeganConfig {
  const where = 'began';
  const { resolution: asked = 64, latentSize: asLatents = 64, learningRate: asDiscriminator = 1e-4 } = { ...config };
  const defaults: BeganConfig = {
    ...{ resolution: 64, baseSize: asked % 7 === 0 ? 7 : 8, imageChannels: 3, latentSize: 64, codeSize: asLatents, width: 128 },
    ...{ skip: false, carryRounds: 0, diversity: 0.5, equilibriumRate: 0.001, equilibriumStart: 0 },
    ...{ learningRate: 1e-4, generatorLearningRate: asDiscriminator, beta1: 0.5, beta2: 0.999, stallRounds: 0, leastRate: 0, seed: 0 },
  };
  const settings = resolveConfig(where, defaults, config);
  for (const name of ['resolution', 'baseSize', 'imageChannels', 'latentSize', 'codeSize', 'width'] as const)
    checkInteger(where, name, settings[name], 1);
  for (const name of ['carryRounds', 'stallRounds', 'seed'] as const) checkInteger(where, name, settings[name], 0);
  const { baseSize, diversity, leastRate } = settings;
  const levels = levelsOf(settings);
  check(Number.isInteger(levels) && levels >= 1, () => {
    return `${where}: resolution must be baseSize times a power of 2, such as ${4 * baseSize}. Got ${settings.resolution}, baseSize ${baseSize}. Resize the images, or set baseSize.`;
  });
  check(diversity > 0 && diversity <= 1, () => `${where}: diversity must lie in (0, 1]. Got ${diversity}. The paper has 0.3, 0.5 and 0.7.`);
  checkRange(where, 'leastRate', leastRate, [0, 1]);
  const { equilibriumStart } = settings;
  check(equilibriumStart >= 0 && equilibriumStart <= 1, () => `${where}: equilibriumStart must lie in [0, 1]. Got ${equilibriumStart}.`);
  return settings;
}
