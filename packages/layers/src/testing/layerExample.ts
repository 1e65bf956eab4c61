import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { SymbolicTensor, layers } from '@tensorflow/tfjs-layers';
import { type RandomStream, randomStream } from '@ganblocks/core';

/** What a contract is about: a layer, or what a block makes of the inputs. */
export type Made = layers.Layer | ((...inputs: SymbolicTensor[]) => SymbolicTensor | SymbolicTensor[]);

/** One input of a layer or block under test. */
export interface ExampleInput {
  /** Without the batch axis. */
  readonly shape: readonly number[];
  /** Default 'numbers', Gaussian; 'mask' is 0 or 1; `{ below }` are int32 in [0, below), such as labels; `{ from, to }` int32 from one to the other, such as lengths. */
  readonly of?: 'numbers' | 'mask' | { readonly below: number } | { readonly from: number; readonly to: number };
}

/** Something that a layer must refuse, by an error that contains the text. */
export interface Refusal {
  /** Default: the example's own, on other inputs. */
  readonly make?: () => Made;
  /** Without the batch axis. Default: the example's. */
  readonly inputs?: readonly (readonly number[])[];
  readonly error: string;
}

const wholeNumbers = (random: RandomStream, shape: readonly number[], low: number, high: number): Tensor =>
  tf.cast(tf.add(tf.floor(random.uniform(shape, { low: 0, high: high - low + 1 })), low), 'int32');

/** Whether the input has a gradient. */
export const isContinuous = ({ of = 'numbers' }: ExampleInput): boolean => of === 'numbers';

export const dtypeOf = ({ of = 'numbers' }: ExampleInput): 'float32' | 'int32' => (typeof of === 'string' ? 'float32' : 'int32');

/** A batch of such inputs, always the same. */
export function drawInput({ shape, of = 'numbers' }: ExampleInput, batchSize: number, index: number): Tensor {
  const random = randomStream(3).split(`input ${index}`);
  const whole = [batchSize, ...shape];
  if (of === 'numbers') return random.normal(whole);
  if (of === 'mask') return tf.tidy(() => tf.cast(wholeNumbers(random, whole, 0, 1), 'float32'));
  return tf.tidy(() => ('below' in of ? wholeNumbers(random, whole, 0, of.below - 1) : wholeNumbers(random, whole, of.from, of.to)));
}
