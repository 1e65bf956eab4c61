import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength } from '../checks';
import { dense } from '../dense/dense';

/** A recurrent cell's parameters; G gates of H numbers each lie one after the other in the last axis. */
export interface RecurrentWeights {
  /** Of the input: `[C, G·H]`. */
  readonly input: Tensor2D;
  /** Of the state: `[H, G·H]`. */
  readonly recurrent: Tensor2D;
  /** `[G·H]`, beside `input`. Default none. */
  readonly inputBias?: Tensor1D | undefined;
  /** `[G·H]`, beside `recurrent`. Default none. */
  readonly recurrentBias?: Tensor1D | undefined;
}

/** The size H of the state, by the weights, which are checked. */
export function stateSize(where: string, channels: number, gates: number, { input, recurrent, ...biases }: RecurrentWeights): number {
  const [size, width] = [axisLength(recurrent, 0), axisLength(recurrent, 1)];
  const kernels = input.rank === 2 && recurrent.rank === 2 && input.shape[0] === channels && input.shape[1] === width;
  check(kernels && width === gates * size, () => {
    const got = `[${input.shape.join(', ')}] and [${recurrent.shape.join(', ')}]`;
    return `${where}: input must be [${channels}, ${gates} H] and recurrent [H, ${gates} H]. Got ${got}.`;
  });
  for (const bias of [biases.inputBias, biases.recurrentBias]) {
    check(!bias || (bias.rank === 1 && bias.size === width), () => {
      return `${where}: a bias must hold ${width} numbers, ${gates} gates of ${size}. Got the shape [${bias?.shape.join(', ')}].`;
    });
  }
  return size;
}

/** What the input gives to the gates, of one step or of all steps at once. */
export const fromInput = <T extends Tensor>(x: T, { input, inputBias }: RecurrentWeights): T => dense(x, input, { bias: inputBias });

/** What the state gives to the gates. */
export const fromState = (hidden: Tensor2D, { recurrent, recurrentBias }: RecurrentWeights): Tensor2D =>
  dense(hidden, recurrent, { bias: recurrentBias });

/** Throws unless a state is `[N, H]`. */
export function checkState(where: string, name: string, state: Tensor2D, batch: number, size: number): void {
  check(state.rank === 2 && state.shape[0] === batch && state.shape[1] === size, () => {
    return `${where}: ${name} must have the shape [${batch}, ${size}]. Got [${state.shape.join(', ')}].`;
  });
}

/** The gates of a cell, `[N, H]` each. */
export const gatesOf = (joined: Tensor2D, count: number): Tensor2D[] => tf.split(joined, count, 1);
