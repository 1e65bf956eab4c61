import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import type { GoldenCase, GoldenTensor } from '@ganblocks/core/testing';

/** Where a function is evaluated: its inputs by name. */
export type Point = ReadonlyMap<string, Tensor>;

const dtypes = { F32: 'float32', I32: 'int32', U8: 'bool' } as const;

/** A stored tensor as a tensor of the active backend. */
export const tensorOf = ({ data, shape, dtype }: GoldenTensor): Tensor => tf.tensor(data, [...shape], dtypes[dtype]);

/** Takes a tensor out of a point. */
export function at(point: Point, name: string): Tensor {
  const tensor = point.get(name);
  check(tensor !== undefined, () => `"${name}" is needed but the manifest lists no such input. Listed: ${[...point.keys()].join(', ')}.`);
  return tensor;
}

/** Whether a tensor is given to the case rather than asked of it: inputs, weights, cotangents, the critic's weights. */
const isGiven = (golden: GoldenCase, name: string): boolean =>
  golden.tensors.get(name)?.isInput === true || name.startsWith('cot_') || name === 'gp_head_w' || name === 'gp_pre_w';

/** All given tensors of a case. The caller disposes them (an enclosing `tf.tidy`). */
export const givenPoint = (golden: GoldenCase, stored: ReadonlyMap<string, GoldenTensor>): Point =>
  new Map([...stored].filter(([name]) => isGiven(golden, name)).map(([name, tensor]) => [name, tensorOf(tensor)]));

/** Gradients of the scalar f at a point with respect to the named inputs; twice differentiable where f is. */
export function gradientsAt(f: (point: Point) => Tensor, point: Point, names: readonly string[]): readonly Tensor[] {
  if (names.length === 0) return [];
  const moved = (values: readonly Tensor[]): Point =>
    new Map([...point, ...names.map((name, i): [string, Tensor] => [name, values[i] ?? at(point, name)])]);
  return tf.grads((...values: Tensor[]) => f(moved(values)))(names.map((name) => at(point, name)));
}
