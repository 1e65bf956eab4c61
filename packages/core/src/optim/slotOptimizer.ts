import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../contracts/network';
import type { Optimizer } from '../contracts/optimizer';
import { check, shown } from '../errors/index';
import { assignNamed, variablesByName } from '../weights/index';
import { checkGradients } from './checkGradients';

/** An optimizer that frees what it keeps of its variables; the variables are their owners'. */
export type DisposableOptimizer = Optimizer & { dispose(): void };

/** A variable and what an optimizer keeps of it, all of one shape. */
export interface OptimizerSlot {
  readonly variable: tf.Variable;
}

/** Moves one variable and what is kept of it. */
export type SlotUpdate<Slot extends OptimizerSlot> = (slot: Slot, gradient: tf.Tensor) => void;

/** How an optimizer moves its variables. */
export interface UpdateRule<Slot extends OptimizerSlot> {
  /** The names of what is kept of each variable, and the value that it begins with. */
  readonly slots: { readonly [Kept in keyof Omit<Slot, 'variable'>]: number };
  /** The update of step `step` (from 1). Called inside a tidy once a step, so that the variables share its scalars. */
  begin(step: number, learningRate: number): SlotUpdate<Slot>;
}

export interface SlotOptimizerOptions {
  readonly name: string;
  readonly learningRate: number;
}

const keptOf = (variable: tf.Variable, slots: Readonly<Record<string, number>>): readonly (readonly [string, tf.Variable])[] =>
  Object.entries(slots).map(([slot, start]) => [slot, tf.tidy(() => tf.variable(tf.fill(variable.shape, start), false))]);

/**
 * The optimizer of an update rule, with all that optimizers share: the fixed list of float32 variables, a checked learning rate, tensors by
 * name (`<variable>/<slot>`), restoring all or nothing, and dispose.
 *
 * @throws GanError if a variable is not float32, names are not unique, or the learning rate is out of range; from `apply` if the gradients do
 * not fit, before anything changes.
 */
export function slotOptimizer<Slot extends OptimizerSlot>(
  networks: readonly Pick<Network<never, unknown>, 'trainable'>[],
  { name, learningRate }: SlotOptimizerOptions,
  rule: UpdateRule<Slot>,
): DisposableOptimizer {
  const validRate = (value: unknown): number => {
    check(Number.isFinite(value) && Number(value) >= 0, () => `${name}: learningRate must be a finite number >= 0. Got ${shown(value)}.`);
    return Number(value);
  };
  let rate = validRate(learningRate);
  let step = 0;
  let disposed = false;

  const listed = networks.flatMap(({ trainable }) => trainable);
  const variables = [...variablesByName(name, listed).values()];
  for (const { name: variable, dtype } of variables)
    check(dtype === 'float32', () => `${name}: variables must be float32. Got ${dtype} for '${variable}'; list it under statistics.`);
  const kept = variables.map((variable) => keptOf(variable, rule.slots));
  const slots = variables.map((variable, index) => ({ ...Object.fromEntries(kept[index] ?? []), variable }) as OptimizerSlot as Slot);
  const tensors: ReadonlyMap<string, tf.Variable> = new Map(
    variables.flatMap((variable, index) => (kept[index] ?? []).map(([slot, tensor]) => [`${variable.name}/${slot}`, tensor] as const)),
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
      tf.tidy(() => {
        const update = rule.begin(step + 1, rate);
        step += 1;
        slots.forEach((slot, index) => update(slot, gradients[index]!));
      });
    },
    tensors: () => Object.fromEntries(tensors),
    toJson: () => ({ step, learningRate: rate }),
    restore(values, json) {
      // The copy turns a null from outside into an object without a step.
      const { step: steps, learningRate: restored } = { ...json };
      check(
        Number.isSafeInteger(steps) && Number(steps) >= 0,
        () => `${name}: step must be an integer >= 0. Got ${shown(steps)}. Pass what toJson returned.`,
      );
      const restoredRate = validRate(restored);
      assignNamed(tensors, values, { where: `${name}: restoring` });
      step = Number(steps);
      rate = restoredRate;
    },
    dispose() {
      // A second dispose of a variable would free memory that it shared.
      if (disposed) return;
      disposed = true;
      tf.dispose([...tensors.values()]);
    },
  };
}
