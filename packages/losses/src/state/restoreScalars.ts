import * as tf from '@tensorflow/tfjs-core';
import type { NamedTensorMap, Variable } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';

/** Copies saved numbers into scalar variables; throws before it changes any where one is missing or is no scalar. */
export function restoreScalars(where: string, targets: Readonly<Record<string, Variable>>, tensors: NamedTensorMap): void {
  for (const name of Object.keys(targets)) {
    const saved = tensors[name];
    check(saved?.size === 1 && saved.dtype === 'float32', () => {
      return `${where}: the saved state must hold one float32 number '${name}'. Got ${saved ? `${saved.dtype} [${saved.shape.join(', ')}]` : 'none'}.`;
    });
  }
  for (const [name, target] of Object.entries(targets)) tf.tidy(() => target.assign(tf.reshape(tensors[name]!, [])));
}
