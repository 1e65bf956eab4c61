import type { Tensor, Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { channelsOf, checkAxes } from '../layer/shapes';

function one<T>(where: string, list: readonly T[]): readonly T[] {
  check(list.length === 1 || list.length === 2, () => `${where}: the inputs must be x or [x, lengths]. Got ${list.length}.`);
  return list;
}

/** A batch of sequences and, where the network has them, their lengths. */
export function sequenceInputs(where: string, inputs: Tensor | Tensor[]): { readonly x: Tensor3D; readonly lengths: Tensor1D | undefined } {
  const [x, lengths] = one(where, Array.isArray(inputs) ? inputs : [inputs]);
  return { x: x as Tensor3D, lengths: lengths as Tensor1D | undefined };
}

export interface SequenceShape {
  readonly batch: number | null;
  readonly steps: number | null;
  readonly channels: number;
}

/** `[N, T, C]` taken apart; C must be known. The lengths are one number a sequence. */
export function sequenceShape(where: string, inputShape: Shape | Shape[]): SequenceShape {
  const [x = [], lengths] = one(where, Array.isArray(inputShape[0]) ? (inputShape as Shape[]) : [inputShape as Shape]);
  checkAxes(where, 'x', x, ['N', 'T', 'C']);
  if (lengths) checkAxes(where, 'lengths', lengths, ['N']);
  return { batch: x[0] ?? null, steps: x[1] ?? null, channels: channelsOf(where, x) };
}
