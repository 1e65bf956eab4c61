import { checkRange, checkUnits, checkWords } from '../config/checkList';
import { checkInteger, checkWord, resolveConfig } from '../config/resolveConfig';
import { adamDescent, checkDescent, type Descent } from './descent';

/** Plain data; every key has a default. */
export type GanConfig = Descent & {
  /** Height and width; 1 with two channels: points of the plane. Default 28. */
  readonly resolution: number;
  /** Default 1. */
  readonly imageChannels: number;
  /** Default 100. */
  readonly latentSize: number;
  /** Normal, or uniform in [-1, 1). Default 'normal'. */
  readonly latents: 'normal' | 'uniform';
  /** What the generator multiplies its latents by: √3 makes uniform ones the paper's, of variance 1. Default 1. */
  readonly latentScale: number;
  /** Of its hidden layers. Default [128, 256, 512, 1024]. */
  readonly generatorUnits: readonly number[];
  /** Behind each of them; one word is for all. Default ['leakyRelu']. */
  readonly generatorActivations: readonly ('relu' | 'leakyRelu' | 'sigmoid')[];
  /** Whether all of them but the first have batch norm. Default true. */
  readonly generatorNorm: boolean;
  /** Of batch norm. Default 1e-5; PyTorch-GAN's is 0.8. */
  readonly normEpsilon: number;
  /** How the generator ends; with 'sigmoid' pixels are in [0, 1] inside both networks, as in the paper. 'linear' keeps to no range. Default 'tanh'. */
  readonly output: 'tanh' | 'sigmoid' | 'linear';
  /** Whether the first round gives the output biases the logits of the mean pixels of its reals; needs 'sigmoid'. Default false. */
  readonly biasFromReals: boolean;
  /** Of its hidden layers. Default [512, 256]. */
  readonly discriminatorUnits: readonly number[];
  /** Default 'leakyRelu', of slope 0.2. */
  readonly discriminatorActivation: 'leakyRelu' | 'relu' | 'maxout';
  /** Of each maxout unit. Default 5. */
  readonly pieces: number;
  /** Share of pixels that the discriminator drops in training. Default 0; 0.2 in the paper's code. */
  readonly inputDropout: number;
  /** Share of units that each of its hidden layers drops. Default 0; 0.5 in the paper's code. */
  readonly hiddenDropout: number;
  /** First weights of the generator's hidden layers are uniform in ±this; 0: in ±1 / √inputs. Default 0. */
  readonly generatorBound: number;
  /** Of its last layer. Default 0. */
  readonly outputBound: number;
  /** Of the discriminator's layers. Default 0. */
  readonly discriminatorBound: number;
  /** What the generator maximizes: log D(G(z)), or minimizes: log(1 - D(G(z))), as the game has it on paper. Default 'nonSaturating'. */
  readonly loss: 'nonSaturating' | 'minimax';
  /** k: updates of the discriminator a round. Default 1. */
  readonly discriminatorSteps: number;
  /** Of the first weights. Default 0. */
  readonly seed: number;
};

const defaults: GanConfig = {
  ...{ ...adamDescent, resolution: 28, imageChannels: 1, latentSize: 100, latents: 'normal', latentScale: 1, output: 'tanh' },
  ...{ generatorUnits: [128, 256, 512, 1024], generatorActivations: ['leakyRelu'], generatorNorm: true, normEpsilon: 1e-5 },
  ...{ discriminatorUnits: [512, 256], discriminatorActivation: 'leakyRelu', pieces: 5, inputDropout: 0, hiddenDropout: 0 },
  ...{ generatorBound: 0, outputBound: 0, discriminatorBound: 0, biasFromReals: false },
  ...{ loss: 'nonSaturating', discriminatorSteps: 1, seed: 0 },
};

/**
 * A full configuration, validated.
 *
 * @throws GanError that names the key.
 * @example ganConfig({ discriminatorActivation: 'maxout' }).pieces; // 5
 */
export function ganConfig(config: Partial<GanConfig> = {}): GanConfig {
  const where = 'gan';
  const settings = resolveConfig(where, defaults, config);
  const { generatorUnits, latents, output, discriminatorActivation, loss, biasFromReals } = settings;
  for (const name of ['resolution', 'imageChannels', 'latentSize', 'pieces', 'discriminatorSteps'] as const)
    checkInteger(where, name, settings[name], 1);
  checkInteger(where, 'seed', settings.seed, 0);
  for (const name of ['generatorUnits', 'discriminatorUnits'] as const) checkUnits(where, name, settings[name]);
  const words = ['relu', 'leakyRelu', 'sigmoid'];
  checkWords(where, 'generatorActivations', settings.generatorActivations, { words, length: generatorUnits.length });
  checkWord(where, 'latents', latents, ['normal', 'uniform']);
  checkWord(where, 'output', output, biasFromReals ? ['sigmoid'] : ['tanh', 'sigmoid', 'linear']);
  checkWord(where, 'discriminatorActivation', discriminatorActivation, ['leakyRelu', 'relu', 'maxout']);
  checkWord(where, 'loss', loss, ['nonSaturating', 'minimax']);
  for (const name of ['inputDropout', 'hiddenDropout'] as const) checkRange(where, name, settings[name], [0, 1]);
  for (const name of ['generatorBound', 'outputBound', 'discriminatorBound'] as const)
    checkRange(where, name, settings[name], [0, Infinity]);
  for (const name of ['latentScale', 'normEpsilon'] as const) checkRange(where, name, settings[name], [Number.MIN_VALUE, Infinity]);
  checkDescent(where, settings);
  return settings;
}
