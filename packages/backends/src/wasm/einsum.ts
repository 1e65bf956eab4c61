import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import type { Kernel } from '../kernels/kernel';
import { permute } from './permute';

/** A tensor whose axes are named, one letter each. */
interface Labelled {
  readonly x: Tensor;
  readonly labels: string;
}

const withinAll = (labels: string, others: readonly string[]): string =>
  [...labels].filter((label) => others.every((other) => other.includes(label))).join('');

const outside = (labels: string, other: string): string => [...labels].filter((label) => !other.includes(label)).join('');

const sizeOf = ({ x, labels }: Labelled, of: string): number =>
  [...of].reduce((size, label) => size * (x.shape[labels.indexOf(label)] ?? 1), 1);

/** Axes in the order of `labels`. */
const arranged = (operand: Labelled, labels: string): Tensor =>
  permute(
    operand.x,
    [...labels].map((label) => operand.labels.indexOf(label)),
  );

/** Sums over the axes that nobody else needs. */
function summed(operand: Labelled, needed: string): Labelled {
  const { x, labels } = operand;
  const axes = [...labels].flatMap((label, axis) => (needed.includes(label) ? [] : [axis]));
  return axes.length === 0 ? operand : { x: tf.sum(x, axes), labels: withinAll(labels, [needed]) };
}

/** Two operands as a batched matrix product: shared labels that stay are its batch, shared ones that go are summed over. */
function contracted(a: Labelled, b: Labelled, output: string): Labelled {
  const shared = withinAll(a.labels, [b.labels]);
  const batch = withinAll(shared, [output]);
  const inner = outside(shared, output);
  const [left, right] = [outside(a.labels, b.labels), outside(b.labels, a.labels)];
  const [count, depth] = [sizeOf(a, batch), sizeOf(a, inner)];
  const matricesA: Tensor3D = tf.reshape(arranged(a, batch + left + inner), [count, sizeOf(a, left), depth]);
  const matricesB: Tensor3D = tf.reshape(arranged(b, batch + right + inner), [count, sizeOf(b, right), depth]);
  const sizes = (operand: Labelled, labels: string): number[] => [...labels].map((label) => sizeOf(operand, label));
  const product = tf.matMul(matricesA, matricesB, false, true);
  return { x: tf.reshape(product, [...sizes(a, batch), ...sizes(a, left), ...sizes(b, right)]), labels: batch + left + right };
}

function einsumOf(equation: string, tensors: readonly Tensor[]): Tensor {
  const { allDims, idDims } = tf.backend_util.decodeEinsumEquation(equation, tensors.length);
  tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, [...tensors]);
  const [terms = '', output = ''] = equation.replace(/\s/g, '').split('->');
  check(
    new Set(output).size === output.length,
    () => `einsum: an output label may stand only once. Got '${equation}'. Take the diagonal yourself.`,
  );
  const operands = terms.split(',').map((labels, index) => ({ x: tensors[index]!, labels }));
  const reduced = operands.map((operand, index) =>
    summed(
      operand,
      output +
        operands
          .filter((_, i) => i !== index)
          .map((o) => o.labels)
          .join(''),
    ),
  );
  const [a, b] = reduced;
  check(a !== undefined, () => `einsum: expected one or two tensors. Got none for '${equation}'.`);
  return arranged(b === undefined ? a : contracted(a, b, output), output);
}

/** `Einsum`, which stock wasm lacks: one tensor or two, as sums, permutations and one batched matMul. Integers are summed as float32, exact to 2^24. */
export const einsum: Kernel = {
  name: tf.Einsum,
  build: (): KernelFunc => (call) => {
    const tensors = Object.values(call.inputs) as Tensor[];
    const { equation } = call.attrs as unknown as { equation: string };
    const float = tensors.some(({ dtype }) => dtype === 'float32');
    return tf.tidy(() => {
      const result = einsumOf(
        equation,
        tensors.map((x) => (x.dtype === 'float32' ? x : tf.cast(x, 'float32'))),
      );
      return float ? result : tf.cast(result, 'int32');
    });
  },
};
