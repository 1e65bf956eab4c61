import type { Tensor } from '@tensorflow/tfjs-core';
import type { Kwargs } from './callArgs';

interface Answer {
  readonly inputs: readonly unknown[];
  readonly outputs: Tensor[];
}

/** What layers of several outputs answered in one call of a network. */
type Answers = Map<object, readonly Answer[]>;

/** One word a process: the ESM and the CJS build of this package understand each other. */
const key = Symbol.for('@ganblocks/layers/answers');
type Remembering = Kwargs & { [key]?: Answers };

/** The call of a network, as tfjs hands it to each layer, by which layers of several outputs are computed once. */
export const rememberingCall = (call: object): Kwargs => ({ ...call, [key]: new Map() as Answers });

const listOf = (inputs: unknown): readonly unknown[] => (Array.isArray(inputs) ? (inputs as readonly unknown[]) : [inputs]);
const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((x, i) => x === b[i]);

/**
 * A layer's answer, computed once in a call of a network. tfjs calls a layer of several outputs once for each output that is used: it would
 * take as long for each, and one that draws or moves statistics would give outputs that do not belong together.
 */
export function onceACall<T>(layer: object, inputs: unknown, kwargs: Kwargs | undefined, compute: () => T): T | Tensor[] {
  const answers = (kwargs as Remembering | undefined)?.[key];
  if (!answers) return compute();
  const given = listOf(inputs);
  const earlier = answers.get(layer) ?? [];
  const known = earlier.find((answer) => same(answer.inputs, given) && answer.outputs.every(({ isDisposed }) => !isDisposed));
  if (known) return known.outputs;
  const outputs = compute();
  if (Array.isArray(outputs)) answers.set(layer, [...earlier, { inputs: given, outputs: outputs as Tensor[] }]);
  return outputs;
}
