import type { NamedTensorMap } from '@tensorflow/tfjs-core';
import type { Network } from '../contracts/network';
import { variablesByName } from './variablesByName';

/**
 * All that a weight file holds of a network: its trainable variables and its statistics, by name. They are the live variables; the network keeps them.
 *
 * @throws GanError if two variables have the same name.
 * @example
 * const raw = new Map<string, RawTensor>();
 * for (const [name, tensor] of Object.entries(networkTensors(generator))) raw.set(name, await rawFromTensor(tensor));
 * await writeFile('generator.safetensors', writeSafetensors(raw));
 */
export function networkTensors(network: Pick<Network<never, unknown>, 'name' | 'trainable' | 'statistics'>): NamedTensorMap {
  return Object.fromEntries(variablesByName(`networkTensors: network '${network.name}'`, [...network.trainable, ...network.statistics]));
}
