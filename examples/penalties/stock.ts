import '@tensorflow/tfjs-layers';
import type { Tensor } from '@tensorflow/tfjs-core';
import { installGradients, uninstallGradients } from '@ganblocks/core';
import type { Kind } from './critics';
import { penaltySlope, plainProgram } from './plain';
import type { Coverage } from './ring';

/** Runs something on TensorFlow.js's own gradients, as `@tensorflow/tfjs-layers` registers them, and installs this library's again. */
async function onStock<Result>(run: () => Promise<Result>): Promise<Result | string> {
  uninstallGradients();
  try {
    return await run();
  } catch (error) {
    return (error as Error).message;
  } finally {
    installGradients();
  }
}

export interface Disagreement {
  /** Slope of the penalty in the direction in which stock and ours differ most, by finite differences. */
  readonly numeric: number;
  readonly ours: number;
  readonly stock: number;
  /** |stock - ours| / |ours| of the whole gradient. */
  readonly relative: number;
}

/** The penalty's gradient by all weights of an untrained critic: where the two sets of gradients differ, and who is right; or the error of stock's. */
export async function slopes(kind: Kind): Promise<Disagreement | string> {
  installGradients();
  const right = await penaltySlope(kind);
  const stock = await onStock(() => penaltySlope(kind));
  if (typeof stock === 'string') return stock;
  const difference = right.gradient.map((part, i) => part.map((value, j) => value - stock.gradient[i]![j]!));
  const [along, wrong] = [await penaltySlope(kind, difference), await onStock(() => penaltySlope(kind, difference))];
  if (typeof wrong === 'string') return wrong;
  return { numeric: along.numeric, ours: along.analytic, stock: wrong.analytic, relative: lengthOf(difference) / lengthOf(right.gradient) };
}

/** The plain program on the ring on stock's gradients, or their error, and on ours. */
export async function programs(kind: Kind, rounds: number): Promise<Record<'ours' | 'stock', string | (Coverage & { points: Tensor })>> {
  installGradients();
  const ours = await plainProgram(kind, rounds);
  return { ours, stock: await onStock(() => plainProgram(kind, rounds)) };
}

const lengthOf = (gradient: readonly Float32Array[]): number =>
  Math.sqrt(gradient.reduce((total, part) => total + part.reduce((sum, value) => sum + value * value, 0), 0));
