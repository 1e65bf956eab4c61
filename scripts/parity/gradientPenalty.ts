import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check, gradientOf } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import { at, gradientsAt } from './points';
import type { Point } from './points';

type Op = (point: Point) => Readonly<Record<string, Tensor>>;
type Measured = Record<'gp_D' | 'gradient' | 'gp_norm' | 'gp_wgan' | 'gp_r1', Tensor>;

const secondOrder = /^(gp_wgan|gp_r1)_grad_(.+)$/;

/** [N, …] → [N, everything else]. */
const flatten = (x: Tensor): Tensor => tf.reshape(x, [x.shape[0], -1]);

function firstOutput(outputs: Readonly<Record<string, Tensor>>, golden: GoldenCase): Tensor {
  const first = [...golden.tensors.keys()].map((name) => outputs[name]).find((output) => output !== undefined);
  check(
    first !== undefined,
    () => `${golden.name}: the gradient penalty needs an output that the manifest lists. Computed: ${Object.keys(outputs)}.`,
  );
  return first;
}

/** D_n = sum_j gp_head_w[j] * tanh(y[n, j]), y the first output of the case, its input scaled per channel by gp_pre_w if asked. */
function critic(op: Op, golden: GoldenCase, wrt: string, preScale: boolean, point: Point) {
  return (x: Tensor): Tensor => {
    const scaled = preScale ? tf.mul(x, at(point, 'gp_pre_w')) : x;
    const y = firstOutput(op(new Map([...point, [wrt, scaled]])), golden);
    return tf.sum(tf.mul(tf.tanh(flatten(y)), at(point, 'gp_head_w')), 1);
  };
}

function measure(op: Op, golden: GoldenCase, point: Point): Measured {
  const { wrt, preScale } = golden.gradientPenalty ?? { wrt: 'x', preScale: false };
  const [score, x] = [critic(op, golden, wrt, preScale, point), at(point, wrt)];
  const gradient = gradientOf(score, x);
  const squares = tf.sum(tf.square(flatten(gradient)), 1);
  const norm = tf.sqrt(squares);
  return { gp_D: score(x), gradient, gp_norm: norm, gp_wgan: tf.mean(tf.square(tf.sub(norm, 1))), gp_r1: tf.mul(tf.mean(squares), 0.5) };
}

/**
 * What the gradient-penalty critic of a case stores: the critic's values, its gradient and norm, the two penalties, and the
 * derivatives of the penalties by every input, weight and critic weight that the manifest lists (second order).
 */
export function gradientPenalty(op: Op, golden: GoldenCase, point: Point): Readonly<Record<string, Tensor>> {
  if (!golden.gradientPenalty) return {};
  const { gradient, ...values } = measure(op, golden, point);
  const computed: Record<string, Tensor> = { ...values, gp_grad_x: gradient };

  const asked = [...golden.tensors.keys()].map((name) => secondOrder.exec(name)).filter((match) => match !== null);
  for (const penalty of ['gp_wgan', 'gp_r1'] as const) {
    const names = asked.filter((match) => match[1] === penalty).map((match) => match[2] ?? '');
    const gradients = gradientsAt((moved) => measure(op, golden, moved)[penalty], point, names);
    names.forEach((name, i) => Object.assign(computed, { [`${penalty}_grad_${name}`]: gradients[i] }));
  }
  return computed;
}
