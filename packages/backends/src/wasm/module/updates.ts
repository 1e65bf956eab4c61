import type { TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, forgetPacked, sizeOf } from './addresses';
import type { KernelModule } from './kernelModule';
import { parallel, PASS, type Split } from './parallel';

/*
 * Updates of variables in place. What shares their data changes with them: see compiled/updates.ts.
 */

const FLOAT = 4;
/** Rough nanoseconds of a float: a few arrays are read and written. */
const updateOf = (variable: TensorInfo): Split => ({ count: sizeOf(variable), nanoseconds: 2 * PASS, multiple: FLOAT });
/** The address of an optional array, so many bytes on; 0 where there is none. */
const shifted = (address: number, bytes: number): number => (address === 0 ? 0 : address + bytes);

function forgetAll(module: KernelModule, ...written: readonly (TensorInfo | undefined)[]): void {
  for (const tensor of written) if (tensor) forgetPacked(module, tensor);
}

/** m ← β₁m + (1 - β₁)g; v ← β₂v + (1 - β₂)g²; w ← w - rate · m / (√v + offset): both bias corrections are in rate and offset. */
export function adamInPlace(
  module: KernelModule,
  { variable, gradient, firstMoment, secondMoment }: Record<'variable' | 'gradient' | 'firstMoment' | 'secondMoment', TensorInfo>,
  { beta1, beta2, rate, offset }: Record<'beta1' | 'beta2' | 'rate' | 'offset', number>,
): void {
  const [w, g] = [addressOf(module, variable), addressOf(module, gradient)];
  const [m, v] = [addressOf(module, firstMoment), addressOf(module, secondMoment)];
  parallel(module, 'adam', updateOf(variable), (from, to) => {
    const at = from * FLOAT;
    return [w + at, g + at, m + at, v + at, to - from, beta1, 1 - beta1, beta2, 1 - beta2, rate, offset];
  });
  forgetAll(module, variable, firstMoment, secondMoment);
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
  parallel(module, 'sgd', updateOf(variable), (from, to) => {
    const at = from * FLOAT;
    return [w + at, g + at, shifted(velocityAt, at), to - from, rate, momentum, Number(nesterov)];
  });
  forgetAll(module, variable, velocity);
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
  parallel(module, 'rmsprop', updateOf(variable), (from, to) => {
    const at = from * FLOAT;
    const places = [w + at, g + at, square + at, shifted(meanAt, at), shifted(momentumAt, at)] as const;
    return [...places, to - from, decay, 1 - decay, rate, epsilon, numbers.momentum, inside];
  });
  forgetAll(module, variable, meanSquare, meanGradient, momentum);
}

/** average ← average + (1 - decay) · (value - average) */
export function emaInPlace(module: KernelModule, average: TensorInfo, value: TensorInfo, decay: number): void {
  const [target, source] = [addressOf(module, average), addressOf(module, value)];
  parallel(module, 'ema', updateOf(average), (from, to) => [target + from * FLOAT, source + from * FLOAT, to - from, 1 - decay]);
  forgetPacked(module, average);
}
