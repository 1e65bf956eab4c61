import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import type { GoldenArray, GoldenCase, GoldenTensor } from '@ganblocks/core/testing';
import type { DifferentiableFamily, Evaluation } from './family';
import { gradientPenalty } from './gradientPenalty';
import { at, givenPoint, gradientsAt } from './points';
import type { Point } from './points';

type Outputs = Readonly<Record<string, Tensor>>;

const total = (terms: readonly Tensor[]): Tensor => terms.reduce((sum, term) => tf.add(sum, term));

/** L = sum over all outputs with a cotangent of sum(out * cot_out). */
function projection(outputs: Outputs, point: Point): Tensor {
  const terms = Object.entries(outputs)
    .filter(([name]) => point.has(`cot_${name}`))
    .map(([name, output]) => tf.sum(tf.mul(output, at(point, `cot_${name}`))));
  check(terms.length > 0, () => `gradients are stored but no cotangent of the outputs ${Object.keys(outputs).join(', ')}.`);
  return total(terms);
}

function lossOf(outputs: Outputs, loss: string): Tensor {
  const value = outputs[loss];
  check(
    value !== undefined,
    () => `the gradient of "${loss}" is stored, which is not computed. Computed: ${Object.keys(outputs).join(', ')}.`,
  );
  return value;
}

/**
 * `grad_<input>`: dL/d<input>; `grad_<loss>__<input>`: d<loss>/d<input>. Grouped, so that each function is differentiated once. What the
 * family gives itself, such as the length `grad_norm`, is an output.
 */
function firstOrder(op: (point: Point) => Outputs, golden: GoldenCase, point: Point, given: Outputs): Outputs {
  const groups = new Map<string, string[]>();
  for (const name of golden.tensors.keys()) {
    if (name in given) continue;
    const match = /^grad_(?:(.+)__)?(.+)$/.exec(name);
    if (match) groups.set(match[1] ?? '', [...(groups.get(match[1] ?? '') ?? []), match[2] ?? '']);
  }
  const computed: Record<string, Tensor> = {};
  for (const [loss, inputs] of groups) {
    const gradients = gradientsAt((moved) => (loss === '' ? projection(op(moved), moved) : lossOf(op(moved), loss)), point, inputs);
    inputs.forEach((input, i) => Object.assign(computed, { [loss === '' ? `grad_${input}` : `grad_${loss}__${input}`]: gradients[i] }));
  }
  return computed;
}

async function readAndDispose(tensors: Outputs): Promise<ReadonlyMap<string, GoldenArray>> {
  const arrays = new Map<string, GoldenArray>();
  for (const [name, tensor] of Object.entries(tensors)) arrays.set(name, { shape: tensor.shape, data: await tensor.data() });
  tf.dispose(Object.values(tensors));
  return arrays;
}

/** Computes all that a case stores of a differentiable function: outputs, first derivatives, the gradient-penalty critic. */
export async function differentiate(
  family: DifferentiableFamily,
  golden: GoldenCase,
  stored: ReadonlyMap<string, GoldenTensor>,
): Promise<Evaluation> {
  const used = new Set<string>();
  const tensors = tf.tidy(() => {
    const given = givenPoint(golden, stored);
    const read = (point: Point, name: string): Tensor => {
      used.add(name);
      return at(point, name);
    };
    const readArray = (name: string): GoldenTensor => {
      const array = stored.get(name);
      check(
        array !== undefined,
        () => `"${name}" is needed but the manifest lists no such tensor. Listed: ${[...stored.keys()].join(', ')}.`,
      );
      used.add(name);
      return array;
    };
    const op = (point: Point): Outputs => family.outputs((name) => read(point, name), golden, readArray);
    const values = op(given);
    const first = firstOrder(op, golden, given, values);
    const projected = Object.keys(first).some((name) => !name.includes('__'));
    if (projected) for (const name of Object.keys(values)) used.add(`cot_${name}`);
    if (golden.gradientPenalty) used.add('gp_head_w');
    if (golden.gradientPenalty?.preScale) used.add('gp_pre_w');
    return { ...values, ...first, ...gradientPenalty(op, golden, given) };
  });
  return { values: await readAndDispose(tensors), used };
}
