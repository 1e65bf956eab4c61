import type { Variable } from '@tensorflow/tfjs-core';
import { assignNamed, type AssignOptions, type NamedValues } from './assignNamed';
import { variablesByName } from './variablesByName';

/**
 * Copies tensors, or the tensors of a weight file, into variables of the same names, all or nothing (see `assignNamed`).
 * The file may hold F16, BF16 or F64 where a variable is float32.
 *
 * @throws GanError listing what is missing, unexpected or of another shape or dtype; nothing is changed then.
 * @example
 * const { tensors } = readSafetensors(await readFile('gan.safetensors'));
 * assignVariables([...generator.trainable, ...generator.statistics], tensors, { where: 'gan.safetensors', prefix: 'networks/generator/' });
 */
export function assignVariables(variables: readonly Variable[], tensors: NamedValues, options: AssignOptions): void {
  assignNamed(variablesByName(options.where, variables), tensors, options);
}
