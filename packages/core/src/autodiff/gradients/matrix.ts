import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient } from '../engine';
import { broadcast, savedAt, sumTo } from './build';

const batchMatMul: Gradient = {
  kernelName: 'BatchMatMul',
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved, attributes) => {
    const [a, b] = [savedAt(saved, 0), savedAt(saved, 1)];
    const transposeA = Boolean(attributes['transposeA']);
    const transposeB = Boolean(attributes['transposeB']);
    const d = dy as Tensor;
    return {
      a: () => sumTo(transposeA ? tf.matMul(b, d, transposeB, true) : tf.matMul(d, b, false, !transposeB), a.shape),
      b: () => sumTo(transposeB ? tf.matMul(d, a, true, transposeA) : tf.matMul(a, d, !transposeA, false), b.shape),
    };
  },
};

/** The derivative by one operand is the einsum of dy with the other; a label found in that operand alone was summed and is repeated. */
function einsumOperand(dy: Tensor, output: string, x: Tensor, labels: string, others: readonly { x: Tensor; labels: string }[]): Tensor {
  const known = output + others.map((other) => other.labels).join('');
  const reachable = [...labels].filter((label) => known.includes(label)).join('');
  const equation = `${[output, ...others.map((other) => other.labels)].join(',')}->${reachable}`;
  const partial = tf.einsum(equation, dy, ...others.map((other) => other.x));
  const shape = [...labels].map((label, axis) => (known.includes(label) ? (x.shape[axis] ?? 1) : 1));
  return reachable === labels ? partial : broadcast(tf.reshape(partial, shape), x.shape);
}

const einsum: Gradient = {
  kernelName: 'Einsum',
  saveAllInputs: true,
  gradFunc: (dy, saved, attributes) => {
    const [left = '', output = ''] = (attributes['equation'] as string).replace(/\s/g, '').split('->');
    const operands = left.split(',').map((labels, i) => ({ labels, x: savedAt(saved, i) }));
    return Object.fromEntries(
      operands.map(({ x, labels }, i) => [
        i,
        () =>
          einsumOperand(
            dy as Tensor,
            output,
            x,
            labels,
            operands.filter((_, j) => j !== i),
          ),
      ]),
    );
  },
};

/** Matrix products; batch dimensions may broadcast. */
export const matrix: readonly Gradient[] = [batchMatMul, einsum];
