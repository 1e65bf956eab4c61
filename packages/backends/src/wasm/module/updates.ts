import type { TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, forgetPacked, sizeOf } from './addresses';
import type { KernelModule } from './kernelModule';

/*
 * Updates of variables in place. A variable shares its data with the clones that a tape saved: update only when the gradients have been taken.
 */

/** m ← β₁m + (1 - β₁)g; v ← β₂v + (1 - β₂)g²; w ← w - rate · m / (√v + offset): both bias corrections are in rate and offset. */
export function adamInPlace(
  module: KernelModule,
  { variable, gradient, firstMoment, secondMoment }: Record<'variable' | 'gradient' | 'firstMoment' | 'secondMoment', TensorInfo>,
  { beta1, beta2, rate, offset }: Record<'beta1' | 'beta2' | 'rate' | 'offset', number>,
): void {
  const [w, g] = [addressOf(module, variable), addressOf(module, gradient)];
  const [m, v] = [addressOf(module, firstMoment), addressOf(module, secondMoment)];
  module.kernels.adam(w, g, m, v, sizeOf(variable), beta1, 1 - beta1, beta2, 1 - beta2, rate, offset);
  forgetPacked(module, variable);
}

/** u ← momentum · u + g; w ← w - rate · u, or, looking ahead, w - rate · (g + momentum · u). Without a velocity w ← w - rate · g. */
export function sgdInPlace(
  module: KernelModule,
  {
    variable,
    gradient,
    velocity,
  }: { readonly variable: TensorInfo; readonly gradient: TensorInfo; readonly velocity?: TensorInfo | undefined },
  { rate, momentum = 0, nesterov = false }: { readonly rate: number; readonly momentum?: number; readonly nesterov?: boolean },
): void {
  const velocityAt = velocity ? addressOf(module, velocity) : 0;
  const [w, g] = [addressOf(module, variable), addressOf(module, gradient)];
  module.kernels.sgd(w, g, velocityAt, sizeOf(variable), rate, momentum, Number(nesterov));
  forgetPacked(module, variable);
}

/** What RMSProp keeps of a variable; where a mean or a momentum is missing, it is not used. */
export interface RmspropTensors {
  readonly variable: TensorInfo;
  readonly gradient: TensorInfo;
  readonly meanSquare: TensorInfo;
  readonly meanGradient?: TensorInfo | undefined;
  readonly momentum?: TensorInfo | undefined;
}

/** RMSProp; `form` says whether epsilon stands outside of the root and the rate outside of the momentum ('torch'), or both inside ('tensorflow'). */
export function rmspropInPlace(
  module: KernelModule,
  { variable, gradient, meanSquare, meanGradient, momentum }: RmspropTensors,
  numbers: { readonly form: 'torch' | 'tensorflow' } & Record<'decay' | 'rate' | 'epsilon' | 'momentum', number>,
): void {
  const { decay, rate, epsilon } = numbers;
  const [w, g, square] = [addressOf(module, variable), addressOf(module, gradient), addressOf(module, meanSquare)];
  const meanAt = meanGradient ? addressOf(module, meanGradient) : 0;
  const momentumAt = momentum ? addressOf(module, momentum) : 0;
  const inside = Number(numbers.form === 'tensorflow');
  module.kernels.rmsprop(w, g, square, meanAt, momentumAt, sizeOf(variable), decay, 1 - decay, rate, epsilon, numbers.momentum, inside);
  forgetPacked(module, variable);
}

/** average ← average + (1 - decay) · (value - average) */
export function emaInPlace(module: KernelModule, average: TensorInfo, value: TensorInfo, decay: number): void {
  module.kernels.ema(addressOf(module, average), addressOf(module, value), sizeOf(average), 1 - decay);
  forgetPacked(module, average);
}
