import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { Block } from '../model/sequence';
import type { ContractCheck } from './contract';
import { contractOf, type LayerContractOptions } from './layerContract';

/**
 * What every block promises, as checks for any test runner: the same as a layer, of all its layers together.
 *
 * @param block Makes the block anew each time; it is given the inputs behind the first, which are its conditions.
 * @param options `inputs` are x and the conditions. `weights` are the last words of the weights' names.
 * @example
 * const options = { inputs: [8, 8, 4], derivatives: 'none' } as const;
 * for (const { name, run } of blockContract('residualDown', () => residualDown({ channels: 8 }), options)) test(name, run);
 */
export const blockContract = (
  name: string,
  block: (...conditions: SymbolicTensor[]) => Block,
  options: LayerContractOptions,
): readonly ContractCheck[] =>
  contractOf(
    name,
    () =>
      (x: SymbolicTensor, ...conditions) =>
        block(...conditions)(x, 'block'),
    options,
  );
