import { check, randomStream, type RandomStream } from '@ganblocks/core';
import type { Features } from './features';

/** `count` different numbers below `below`, in random order. */
export const drawIndices = (random: Pick<RandomStream, 'next'>, count: number, below: number): Int32Array => {
  const numbers = Int32Array.from({ length: below }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(random.next() * (below - i));
    [numbers[i], numbers[other]] = [numbers[other]!, numbers[i]!];
  }
  return numbers.slice(0, count);
};

/** Rows of `features` by number, copied. */
export const takeRows = ({ columns, data }: Features, rows: ArrayLike<number>): Features => {
  const taken = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) taken.set(data.subarray(rows[i]! * columns, (rows[i]! + 1) * columns), i * columns);
  return { rows: rows.length, columns, data: taken };
};

/** Standard normal numbers of a stream, by the Box-Muller transform, without a tensor. */
export const normalNumbers = (random: Pick<RandomStream, 'next'>, count: number): Float64Array => {
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    const angle = 2 * Math.PI * random.next();
    numbers[i] = radius * Math.cos(angle);
    if (i + 1 < count) numbers[i + 1] = radius * Math.sin(angle);
  }
  return numbers;
};

/** The stream that a metric draws from. */
export const streamOf = (where: string, seed: number): RandomStream => {
  check(Number.isSafeInteger(seed) && seed >= 0, () => `${where}: seed must be a whole number from 0. Got ${seed}.`);
  return randomStream(seed).split(where);
};
