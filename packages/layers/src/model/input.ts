import * as tfl from '@tensorflow/tfjs-layers';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check, randomStream } from '@ganblocks/core';
import { createOrigin, setOrigin } from './origin';

export interface InputArgs {
  /** Without the batch axis; null: any length. `[]` is one number an example. */
  readonly shape: readonly (number | null)[];
  /** Of the input layer. Default 'input'. */
  readonly name?: string;
  /** Whence the layers behind it draw their first weights. Default 0. */
  readonly seed?: number;
  /** Of the network that the input belongs to: networks of one seed and unlike names begin with unlike weights. Default none. */
  readonly network?: string;
  /** Default 'float32'. */
  readonly dtype?: 'float32' | 'int32' | 'bool';
}

/**
 * Where a network begins: a symbolic tensor `[N, …shape]` for tfjs layers, which also carries the seed of the first weights and
 * gives names to the layers behind it that have none. Networks with several inputs need the seed on one of them; the first counts.
 *
 * @throws GanError unless the shape holds positive integers or null, and the seed is a non-negative integer.
 * @example
 * const latents = input({ shape: [64], seed: 7 });
 * const model = tfl.model({ inputs: latents, outputs: dense({ units: 784 }).apply(latents) as SymbolicTensor });
 */
export function input({ shape, name = 'input', seed = 0, network = '', dtype = 'float32' }: InputArgs): SymbolicTensor {
  const given: unknown = shape;
  check(Array.isArray(given), () => `input: shape must be a list, such as [64] for 64 numbers. Got ${JSON.stringify(given)}.`);
  const valid = shape.every((length) => length === null || (Number.isInteger(length) && length >= 1));
  check(
    valid,
    () =>
      `input: shape must hold positive integers or null, without the batch axis. Got [${shape.map((length) => length ?? 'null').join(', ')}].`,
  );
  check(Number.isSafeInteger(seed) && seed >= 0, () => `input: seed must be a non-negative integer. Got ${seed}.`);
  const x = tfl.input({ shape: [...shape], name, dtype });
  const own = Math.floor(randomStream(seed).split(network).next() * 2 ** 32);
  setOrigin(x, createOrigin(own));
  return x;
}
