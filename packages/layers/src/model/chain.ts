import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { input } from './input';
import { type Part, sequence } from './sequence';

export interface ChainInput {
  /** Without the batch axis; null: any length. */
  readonly shape: readonly (number | null)[];
  /** Of the model. Default 'network'. */
  readonly name?: string;
  /** Of the first weights: the same seed and parts give the same network. Default 0. */
  readonly seed?: number;
}

/**
 * A network of layers and blocks, one after the other, as a tfjs model.
 *
 * Shapes: `[N, …shape]` → what the last part makes of it. Every layer has a name by its path, unique in the model and the same in
 * every run; first weights come from the seed, the model's name and the layer's. The caller disposes the model.
 *
 * @throws Error where two layers have the same name, or parts do not fit together.
 * @example
 * const critic = chain({ shape: [28, 28, 1], name: 'critic', seed: 7 },
 *   conv2d({ channels: 64, kernelSize: 4, stride: 2, padding: 1 }), leakyRelu(), flatten(), dense({ units: 1 }));
 */
export function chain({ shape, name = 'network', seed = 0 }: ChainInput, ...parts: readonly Part[]): LayersModel {
  const x = input({ shape, seed, network: name });
  const y = sequence(...parts)(x, '');
  return tfl.model({ inputs: x, outputs: y, name });
}
