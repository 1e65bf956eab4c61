import type { Network } from '../contracts/network';
import { check, shown } from '../errors/index';
import { rmspropUpdate, type RmspropForm, type RmspropSlot } from './rmspropUpdate';
import { slotOptimizer, type DisposableOptimizer } from './slotOptimizer';

export interface RmspropOptions {
  /** Whose formula and whose defaults. Default 'torch'. */
  readonly form?: RmspropForm;
  /** Step size. Default 0.01 ('torch') or 0.001 ('tensorflow'). */
  readonly learningRate?: number;
  /** Decay ρ of the mean square, in [0, 1): PyTorch's `alpha`, Keras' `rho`. Default 0.99 or 0.9. */
  readonly decay?: number;
  /** Default 1e-8 or 1e-7. */
  readonly epsilon?: number;
  /** How much of the last change stays, in [0, 1). Default 0. */
  readonly momentum?: number;
  /** Whether to divide by the deviation of the gradient instead of its root mean square. Default false. */
  readonly centered?: boolean;
  /** What the mean square begins with: 1 in `tf.compat.v1.train.RMSPropOptimizer`. Default 0. */
  readonly initialMeanSquare?: number;
  /** Name in logs and errors. Default 'rmsprop'. */
  readonly name?: string;
}

const defaults = {
  torch: { learningRate: 0.01, decay: 0.99, epsilon: 1e-8 },
  tensorflow: { learningRate: 0.001, decay: 0.9, epsilon: 1e-7 },
} as const;

/**
 * RMSProp: v ← ρv + (1 - ρ)g², and with momentum μ
 * - 'torch': b ← μb + g / (√v + epsilon), w ← w - learningRate · b;
 * - 'tensorflow': b ← μb + learningRate · g / √(v + epsilon), w ← w - b.
 *
 * Centered, with the mean gradient a ← ρa + (1 - ρ)g, the variance v - a² stands in for v under the root.
 * The list of variables is fixed: all `trainable` of the networks, in order. `tensors()` names what is kept `<variable>/meanSquare`, `<variable>/meanGradient`
 * (centered) and `<variable>/momentum` (with momentum; always for 'tensorflow', as there). `toJson` has the step and the learning rate.
 * Nothing is read back from the backend. `dispose` frees what is kept, not the variables.
 *
 * @throws GanError if a variable is not float32, names are not unique, or an option is out of range; from `apply` if the gradients do not fit,
 * before anything changes.
 * @see Tieleman & Hinton 2012, "Neural Networks for Machine Learning", lecture 6.5; momentum and centering: Graves 2013, section 4.2, https://arxiv.org/abs/1308.0850
 * @example const optimizer = rmsprop([discriminator], { learningRate: 5e-5 });
 */
export function rmsprop(
  networks: readonly Pick<Network<never, unknown>, 'trainable'>[],
  options: RmspropOptions = {},
): DisposableOptimizer {
  const { form = 'torch', momentum = 0, centered = false, initialMeanSquare = 0, name = 'rmsprop' } = options;
  check(Object.keys(defaults).includes(form), () => `${name}: form must be 'torch' or 'tensorflow'. Got ${shown(form)}.`);
  const usual = defaults[form];
  const { learningRate = usual.learningRate, decay = usual.decay, epsilon = usual.epsilon } = options;
  check(decay >= 0 && decay < 1, () => `${name}: decay must lie in [0, 1). Got ${decay}.`);
  check(epsilon > 0 && Number.isFinite(epsilon), () => `${name}: epsilon must be a finite number above 0. Got ${epsilon}.`);
  check(momentum >= 0 && momentum < 1, () => `${name}: momentum must lie in [0, 1). Got ${momentum}.`);
  check(
    initialMeanSquare >= 0 && Number.isFinite(initialMeanSquare),
    () => `${name}: initialMeanSquare must be a finite number >= 0. Got ${initialMeanSquare}. Use 0, or 1 as in TensorFlow 1.`,
  );
  return slotOptimizer<RmspropSlot>(
    networks,
    { name, learningRate },
    {
      slots: {
        meanSquare: initialMeanSquare,
        ...(centered ? { meanGradient: 0 } : {}),
        ...(momentum > 0 || form === 'tensorflow' ? { momentum: 0 } : {}),
      },
      begin: (_step, rate) => rmspropUpdate({ form, decay, rate, epsilon, momentum }),
    },
  );
}
