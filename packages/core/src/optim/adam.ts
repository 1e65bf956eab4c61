import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../contracts/network';
import type { Optimizer } from '../contracts/optimizer';
import { check, shown } from '../errors/index';
import { assignNamed, variablesByName } from '../weights/index';
import { adamScalars, adamUpdate, type AdamSlot } from './adamUpdate';
import { checkGradients } from './checkGradients';

export interface AdamOptions {
  /** Step size. Default 0.001. */
  readonly learningRate?: number;
  /** Decay of the first moment, in [0, 1). Default 0.9; GANs often use 0 or 0.5. */
  readonly beta1?: number;
  /** Decay of the second moment, in [0, 1). Default 0.999. */
  readonly beta2?: number;
  /** Added to the root of the corrected second moment. Default 1e-8. */
  readonly epsilon?: number;
  /** Name in logs and errors. Default 'adam'. */
  readonly name?: string;
}

const isDecay = (beta: number): boolean => beta >= 0 && beta < 1;
const zerosLike = (variable: tf.Variable): tf.Variable => tf.tidy(() => tf.variable(tf.zeros(variable.shape), false));

/**
 * Adam: m ← β₁m + (1 - β₁)g, v ← β₂v + (1 - β₂)g², w ← w - learningRate · m̂ / (√v̂ + epsilon), with m̂ = m / (1 - β₁ᵗ) and v̂ = v / (1 - β₂ᵗ).
 *
 * The list of variables is fixed: all `trainable` of the networks, in order. `tensors()` names the moments `<variable>/firstMoment` and
 * `<variable>/secondMoment`; with beta1 = 0 the first moment is the last gradient. `toJson` has the step and the learning rate.
 * Optimizers may share a variable: each has its own moments. Nothing is read back from the backend. `dispose` frees the moments, not the variables.
 *
 * @throws GanError if a variable is not float32, names are not unique, or an option is out of range; from `apply` if the gradients do not fit,
 * before anything changes.
 * @see Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", Algorithm 1, https://arxiv.org/abs/1412.6980
 * @example const optimizer = adam([generator], { learningRate: 2e-4, beta1: 0.5 });
 */
export function adam(
  networks: readonly Pick<Network<never, unknown>, 'trainable'>[],
  { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, name = 'adam' }: AdamOptions = {},
): Optimizer & { dispose(): void } {
  const validRate = (value: unknown): number => {
    check(Number.isFinite(value) && Number(value) >= 0, () => `${name}: learningRate must be a finite number >= 0. Got ${shown(value)}.`);
    return Number(value);
  };
  check(isDecay(beta1) && isDecay(beta2), () => `${name}: beta1 and beta2 must lie in [0, 1). Got ${beta1} and ${beta2}.`);
  check(epsilon > 0 && Number.isFinite(epsilon), () => `${name}: epsilon must be a finite number above 0. Got ${epsilon}.`);
  let rate = validRate(learningRate);
  let step = 0;
  let disposed = false;

  const listed = networks.flatMap(({ trainable }) => trainable);
  const variables = [...variablesByName(name, listed).values()];
  for (const { name: variable, dtype } of variables)
    check(dtype === 'float32', () => `${name}: variables must be float32. Got ${dtype} for '${variable}'; list it under statistics.`);
  const slots: readonly AdamSlot[] = variables.map((variable) => ({
    variable,
    firstMoment: zerosLike(variable),
    secondMoment: zerosLike(variable),
  }));
  const moments: ReadonlyMap<string, tf.Variable> = new Map(
    slots.flatMap(({ variable, firstMoment, secondMoment }) => [
      [`${variable.name}/firstMoment`, firstMoment],
      [`${variable.name}/secondMoment`, secondMoment],
    ]),
  );

  return {
    name,
    variables,
    get learningRate() {
      return rate;
    },
    set learningRate(value) {
      rate = validRate(value);
    },
    apply(gradients) {
      check(!disposed, () => `${name}: the optimizer was disposed. Build a new one.`);
      checkGradients(name, variables, gradients);
      step += 1;
      tf.tidy(() => {
        const scalars = adamScalars(step, rate, beta1, beta2, epsilon);
        slots.forEach((slot, index) => adamUpdate(slot, gradients[index]!, scalars));
      });
    },
    tensors: () => Object.fromEntries(moments),
    toJson: () => ({ step, learningRate: rate }),
    restore(tensors, json) {
      // The copy turns a null from outside into an object without a step.
      const { step: steps, learningRate: restored } = { ...json };
      check(
        Number.isSafeInteger(steps) && Number(steps) >= 0,
        () => `${name}: step must be an integer >= 0. Got ${shown(steps)}. Pass what toJson returned.`,
      );
      const restoredRate = validRate(restored);
      assignNamed(moments, tensors, { where: `${name}: restoring` });
      step = Number(steps);
      rate = restoredRate;
    },
    dispose() {
      // A second dispose of a variable would free memory that it shared.
      if (disposed) return;
      disposed = true;
      tf.dispose([...moments.values()]);
    },
  };
}
