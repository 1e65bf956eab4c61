import { check } from '@ganblocks/core';
import { checkRange, checkUnits } from '../config/checkList';
import { checkInteger, checkWord, resolveConfig } from '../config/resolveConfig';
import { adamDescent, checkDescent, type Descent } from '../gan/descent';

/** Plain data; every key has a default. */
export type CganConfig = Descent & {
  /** Height and width. Default 28. */
  readonly resolution: number;
  /** Default 1. */
  readonly imageChannels: number;
  /** How many classes there are, whose number both networks are told; 0: attributes instead. Default 10, or 0 where there are attributes. */
  readonly classes: number;
  /** How many attributes, or tags, both networks are told as a vector; 0: classes instead. Default 0. */
  readonly attributes: number;
  /** Default 100. */
  readonly latentSize: number;
  /** Normal, or uniform in [-1, 1). Default 'uniform'. */
  readonly latents: 'normal' | 'uniform';
  /** Whether the generator moves its latents to [0, 1), the paper's unit hypercube. Default true. */
  readonly unitLatents: boolean;
  /** Of the generator's layer on the latents; 0: they go on as they are. Default 200. */
  readonly latentUnits: number;
  /** Of its layer on the condition. Default 1000. */
  readonly conditionUnits: number;
  /** Of its layers on both. Default [1200]. */
  readonly generatorUnits: readonly number[];
  /** Default 'relu'. */
  readonly generatorActivation: 'relu' | 'leakyRelu';
  /** Whether its layers on both have batch norm. Default false. */
  readonly generatorNorm: boolean;
  /** How it ends; with 'sigmoid' pixels are in [0, 1] inside both networks, as in the paper. Default 'sigmoid'. */
  readonly output: 'tanh' | 'sigmoid';
  /** Of the discriminator's layer on the image; 0: it goes on as it is. Default 240. */
  readonly imageUnits: number;
  /** Of its layer on the condition. Default 50. */
  readonly discriminatorConditionUnits: number;
  /** Of its layers on both. Default [240]. */
  readonly jointUnits: readonly number[];
  /** Of each maxout unit of the layers on one of them; 0: leaky ReLUs of slope 0.2 instead. Default 5. */
  readonly pieces: number;
  /** The same of the layers on both. Default 4. */
  readonly jointPieces: number;
  /** Share of units that each hidden layer of the generator drops in training. Default 0.5. */
  readonly generatorDropout: number;
  /** The same of the discriminator. Default 0.5. */
  readonly discriminatorDropout: number;
  /** What the generator maximizes: log D(G(z|y)|y), or minimizes: log(1 - D(G(z|y)|y)), as the paper prints it. Default 'nonSaturating'. */
  readonly loss: 'nonSaturating' | 'minimax';
  /** Updates of the discriminator a round. Default 1. */
  readonly discriminatorSteps: number;
  /** Of the first weights. Default 0. */
  readonly seed: number;
};

const defaults: CganConfig = {
  ...{
    ...adamDescent,
    resolution: 28,
    imageChannels: 1,
    classes: 10,
    attributes: 0,
    latentSize: 100,
    latents: 'uniform',
    unitLatents: true,
  },
  ...{
    latentUnits: 200,
    conditionUnits: 1000,
    generatorUnits: [1200],
    generatorActivation: 'relu',
    generatorNorm: false,
    output: 'sigmoid',
  },
  ...{ imageUnits: 240, discriminatorConditionUnits: 50, jointUnits: [240], pieces: 5, jointPieces: 4 },
  ...{ generatorDropout: 0.5, discriminatorDropout: 0.5, loss: 'nonSaturating', discriminatorSteps: 1, seed: 0 },
};

/**
 * A full configuration, validated.
 *
 * @throws GanError that names the key.
 * @example cganConfig({ attributes: 40 }).classes; // 0
 */
export function cganConfig(config: Partial<CganConfig> = {}): CganConfig {
  const where = 'cgan';
  const ofAttributes = (config.attributes ?? 0) > 0;
  const settings = resolveConfig(where, ofAttributes ? { ...defaults, classes: 0 } : defaults, config);
  const { classes, attributes } = settings;
  const least1 = [
    'resolution',
    'imageChannels',
    'latentSize',
    'conditionUnits',
    'discriminatorConditionUnits',
    'discriminatorSteps',
  ] as const;
  for (const name of least1) checkInteger(where, name, settings[name], 1);
  const least0 = ['classes', 'attributes', 'latentUnits', 'imageUnits', 'pieces', 'jointPieces', 'seed'] as const;
  for (const name of least0) checkInteger(where, name, settings[name], 0);
  check(classes > 0 !== attributes > 0, () => {
    return `${where}: one of classes and attributes must be above 0. Got ${classes} and ${attributes}. Set the other to 0.`;
  });
  for (const name of ['generatorUnits', 'jointUnits'] as const) checkUnits(where, name, settings[name]);
  checkWord(where, 'latents', settings.latents, ['normal', 'uniform']);
  checkWord(where, 'generatorActivation', settings.generatorActivation, ['relu', 'leakyRelu']);
  checkWord(where, 'output', settings.output, ['tanh', 'sigmoid']);
  checkWord(where, 'loss', settings.loss, ['nonSaturating', 'minimax']);
  for (const name of ['generatorDropout', 'discriminatorDropout'] as const) checkRange(where, name, settings[name], [0, 1]);
  checkDescent(where, settings);
  return settings;
}
