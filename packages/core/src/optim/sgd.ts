import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../contracts/network';
import { hasOwnKernel } from '../autodiff/ownKernel';
import { check } from '../errors/index';
import { moveVariables } from './moveVariables';
import { slotOptimizer, type DisposableOptimizer, type OptimizerSlot, type SlotUpdate } from './slotOptimizer';

export interface SgdOptions {
  /** Step size. Default 0.01. */
  readonly learningRate?: number;
  /** How much of the last velocity stays, in [0, 1), or that by the number of the update, from 1. Default 0: no velocity is kept. */
  readonly momentum?: number | ((step: number) => number);
  /** Whether to look one velocity ahead; needs a momentum above 0. Default false. */
  readonly nesterov?: boolean;
  /** Name in logs and errors. Default 'sgd'. */
  readonly name?: string;
}

interface SgdSlot extends OptimizerSlot {
  /** There where the momentum is above 0. */
  readonly velocity?: tf.Variable;
}

interface SgdNumbers {
  readonly rate: number;
  readonly momentum: number;
  readonly nesterov: boolean;
}

/** One kernel of ours, or composed. */
const sgdUpdate = (numbers: SgdNumbers): SlotUpdate<SgdSlot> => (hasOwnKernel('GanSgd') ? fused(numbers) : composed(numbers));

const fused =
  (numbers: SgdNumbers): SlotUpdate<SgdSlot> =>
  ({ variable, velocity }, gradient) =>
    moveVariables('GanSgd', { variable, velocity }, { gradient }, { ...numbers });

/** 2 kernels a variable, 4 with momentum, 6 with Nesterov's. The scalars are those of all variables. */
function composed({ nesterov, ...numbers }: SgdNumbers): SlotUpdate<SgdSlot> {
  const [rate, momentum] = [tf.scalar(numbers.rate), tf.scalar(numbers.momentum)];
  return ({ variable, velocity }, gradient) =>
    tf.tidy(() => {
      const moved = velocity ? tf.add(tf.mul(velocity, momentum), gradient) : gradient;
      const direction = nesterov ? tf.add(gradient, tf.mul(moved, momentum)) : moved;
      velocity?.assign(moved);
      variable.assign(tf.sub(variable, tf.mul(direction, rate)));
    });
}

/**
 * Gradient descent: w ← w - learningRate · g. With momentum μ: v ← μv + g, w ← w - learningRate · v; with Nesterov's: w ← w - learningRate · (g + μv).
 *
 * PyTorch's convention, dampening 0: the rate stands outside the velocity, so that a changed rate counts at once for all of it. Keras and
 * TensorFlow.js keep learningRate · v instead, which is the same while the rate stays. A momentum that grows is a function of the update's number.
 * The list of variables is fixed: all `trainable` of the networks, in order. `tensors()` names the velocities `<variable>/velocity`, none without
 * momentum; `toJson` has the step and the learning rate. Nothing is read back from the backend. `dispose` frees the velocities, not the variables.
 *
 * @throws GanError if a variable is not float32, names are not unique, or an option is out of range; from `apply` if the gradients do not fit,
 * before anything changes.
 * @see Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning", section 2, https://proceedings.mlr.press/v28/sutskever13.html
 * @example const optimizer = sgd([generator], { learningRate: 0.1, momentum: 0.5 });
 */
export function sgd(
  networks: readonly Pick<Network<never, unknown>, 'trainable'>[],
  { learningRate = 0.01, momentum = 0, nesterov = false, name = 'sgd' }: SgdOptions = {},
): DisposableOptimizer {
  const momentumAt = (step: number): number => {
    const value = typeof momentum === 'number' ? momentum : momentum(step);
    check(value >= 0 && value < 1, () => `${name}: momentum must lie in [0, 1). Got ${value}.`);
    return value;
  };
  const still = typeof momentum === 'number' && momentumAt(1) === 0;
  check(!nesterov || !still, () => `${name}: nesterov needs a momentum above 0. Got 0. Use 0.9, or leave nesterov out.`);
  return slotOptimizer<SgdSlot>(
    networks,
    { name, learningRate },
    {
      slots: still ? {} : { velocity: 0 },
      begin: (step, rate) => sgdUpdate({ rate, momentum: momentumAt(step), nesterov }),
    },
  );
}
