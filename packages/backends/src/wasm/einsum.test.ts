import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { bothBackends, expectClose, expectSame, numbers, runOn, type Numbers } from '../../tests/bothBackends';

beforeAll(bothBackends);

const sizes: Record<string, number> = { a: 2, b: 3, c: 4, d: 5, e: 1 };
const shapeOf = (labels: string): number[] => [...labels].map((label) => sizes[label] ?? 1);

const term = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e']).map((labels) => labels.join(''));

const equations = fc.oneof(
  fc.tuple(term).chain(([one]) => fc.shuffledSubarray([...one]).map((out) => ({ terms: [one], out: out.join('') }))),
  fc.tuple(term, term).chain(([one, two]) => {
    const labels = [...new Set(one + two)];
    return fc.shuffledSubarray(labels).map((out) => ({ terms: [one, two], out: out.join('') }));
  }),
);

/** By the definition, in doubles: over every value of every label. The cpu backend gets some sums over separate labels wrong. */
function byDefinition(terms: readonly string[], out: string, operands: readonly Numbers[]): Numbers {
  const labels = [...new Set(terms.join(''))];
  const sums = new Float64Array(shapeOf(out).reduce((size, n) => size * n, 1));
  const offset = (of: string, at: ReadonlyMap<string, number>): number =>
    [...of].reduce((sum, label) => sum * sizes[label]! + at.get(label)!, 0);
  const visit = (depth: number, at: Map<string, number>): void => {
    const label = labels[depth];
    if (label === undefined) {
      sums[offset(out, at)]! += operands.reduce((product, { values }, index) => product * values[offset(terms[index]!, at)]!, 1);
      return;
    }
    for (let i = 0; i < sizes[label]!; i++) visit(depth + 1, at.set(label, i));
  };
  visit(0, new Map());
  return { shape: shapeOf(out), values: Float32Array.from(sums) };
}

test('is its definition for all arrangements of labels', async () => {
  await fc.assert(
    fc.asyncProperty(
      equations.filter(({ terms }) => terms.every((labels) => labels.length > 0)),
      async ({ terms, out }) => {
        const operands = terms.map((labels, index) => numbers(shapeOf(labels), index + 1));
        const received = await runOn('wasm', operands, (...tensors) => tf.einsum(`${terms.join(',')}->${out}`, ...tensors));
        expectClose(received, byDefinition(terms, out, operands));
      },
    ),
    { numRuns: 200, seed: 10 },
  );
});

test.each([
  ['ij,jk->ik', [6, 40], [40, 70]],
  ['bij,bjk->bik', [3, 20, 30], [3, 30, 25]],
  ['bhqd,bhkd->bhqk', [2, 3, 10, 40], [2, 3, 12, 40]],
  ['bi,bi->b', [4, 9], [4, 9]],
  ['i,j->ij', [4], [5]],
])('%s', async (equation, a, b) => {
  await expectSame([numbers(a, 1), numbers(b, 2)], (x, y) => tf.einsum(equation, x, y));
});

test('integers stay integers', async () => {
  const whole = { shape: [2, 2], values: new Int32Array([1, 2, 3, 4]) };
  await expectSame([whole, whole], (a, b) => {
    const product = tf.einsum('ij,jk->ik', a, b);
    expect(product.dtype).toBe('int32');
    return product;
  });
});

test('a label twice in the output is refused', async () => {
  await tf.setBackend('wasm');
  expect(() => tf.einsum('i->ii', tf.ones([2]))).toThrow("einsum: an output label may stand only once. Got 'i->ii'");
});
