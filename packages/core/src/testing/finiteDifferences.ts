import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { installGradients } from '../autodiff/index';
import type { RandomStream } from '../contracts/index';
import { randomStream } from '../random/index';

export interface DerivativeRequest {
  /** The op under test; differentiable in every argument. */
  readonly f: (...inputs: Tensor[]) => Tensor;
  /** Where to test it: values away from kinks. Not disposed. */
  readonly inputs: readonly Tensor[];
  /** How many derivatives: 1, 2 or 3. */
  readonly order: number;
  /** Of the finite difference, along a direction of length 1; the weights are 1 ± 0.05. */
  readonly step?: number;
  readonly directions?: number;
  readonly seed?: number;
  /** `false` measures the gradients that are registered, as they are: TensorFlow.js's own. Default: ours, installed. */
  readonly install?: boolean;
}

export interface DerivativeCheck {
  readonly order: number;
  readonly analytic: number;
  readonly numeric: number;
  /** |analytic - numeric| relative to the length of the gradient. */
  readonly error: number;
}

type Functional = (weights: readonly Tensor[], inputs: readonly Tensor[]) => Scalar;

/** G₀(w, x) = Σ c · f(w ⊙ x), with fixed random c. The weights stand upstream of the op, so that a lost path shows. */
function readout({ f, inputs }: DerivativeRequest, random: RandomStream): Functional {
  const c = random.split('cotangent').uniform(f(...inputs).shape, { low: 0.5, high: 1.5 });
  return (weights, at) => tf.sum(tf.mul(f(...at.map((x, i) => tf.mul(x, weights[i] ?? 1))), c));
}

/** Gₙ₊₁(w, x) = ½ Σ (∂Gₙ/∂x)²: a function of the weights whose value already is a derivative. */
const raised =
  (lower: Functional): Functional =>
  (weights, inputs) => {
    const gradients = tf.grads((...x: Tensor[]) => lower(weights, x))([...inputs]);
    return tf.mul(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))), 0.5);
  };

/** Central differences at h and 2h, extrapolated: error O(h⁴). */
async function slope(g: (t: number) => Scalar, h: number): Promise<number> {
  const at = async (t: number): Promise<number> => {
    const value = tf.tidy(() => g(t));
    const [number = NaN] = await value.data();
    value.dispose();
    return number;
  };
  const narrow = ((await at(h)) - (await at(-h))) / (2 * h);
  const wide = ((await at(2 * h)) - (await at(-2 * h))) / (4 * h);
  return (4 * narrow - wide) / 3;
}

/**
 * Compares derivatives of orders 1 … `order` with finite differences of the analytic derivative one order lower.
 *
 * G₀(w) = Σ c·f(w ⊙ x), Gₙ₊₁(w) = ½ Σ (∂Gₙ/∂x)²; the n-th check compares ∂Gₙ₋₁/∂w along random directions.
 * In float32, with the default step 0.04, a right derivative of a smooth op agrees to about 1e-3, a wrong one is off by 0.1 and more.
 *
 * @example
 * const checks = await checkDerivatives({ f: tf.tanh, inputs: [tf.tensor1d([-1, 0.5])], order: 2 });
 * for (const { error } of checks) expect(error).toBeLessThan(5e-3);
 */
export async function checkDerivatives(request: DerivativeRequest): Promise<DerivativeCheck[]> {
  if (request.install ?? true) installGradients();
  tf.engine().startScope();
  try {
    return await checksOf(request);
  } finally {
    tf.engine().endScope();
  }
}

async function checksOf(request: DerivativeRequest): Promise<DerivativeCheck[]> {
  const { inputs, order, step = 0.04, directions = 2, seed = 1 } = request;
  const random = randomStream(seed);
  const weights = inputs.map((x, i) => random.split(`weight ${i}`).uniform(x.shape, { low: 0.95, high: 1.05 }));
  const checks: DerivativeCheck[] = [];
  let functional = readout(request, random);
  for (let n = 1; n <= order; n++) {
    const current = functional;
    const gradients = tf.grads((...w: Tensor[]) => current(w, inputs))(weights);
    for (let d = 0; d < directions; d++) {
      const drawn = inputs.map((x, i) => random.split(`direction ${n} ${d} ${i}`).normal(x.shape));
      const direction = drawn.map((v) => tf.div(v, tf.sqrt(dot(drawn, drawn))));
      const [analytic = NaN, length = NaN] = await tf.stack([dot(gradients, direction), tf.sqrt(dot(gradients, gradients))]).data();
      const moved = (t: number): Scalar =>
        current(
          weights.map((w, i) => tf.add(w, tf.mul(direction[i] ?? 0, t))),
          inputs,
        );
      const numeric = await slope(moved, step);
      checks.push({ order: n, analytic, numeric, error: Math.abs(analytic - numeric) / Math.max(length, 1e-6) });
    }
    functional = raised(current);
  }
  return checks;
}

const dot = (a: readonly Tensor[], b: readonly Tensor[]): Scalar => tf.addN(a.map((x, i): Scalar => tf.sum(tf.mul(x, b[i] ?? 0))));
