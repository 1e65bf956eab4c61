import type { Pool } from '../pool/pool';
import type { KernelExports } from './kernelExports';
import type { KernelModule } from './kernelModule';
import type { Take } from './scratch';

/*
 * Work that threads share. A kernel that works on a range (of pixels, panels, rows, floats), in which each result depends on no other range, is called by
 * `parallel`: with one thread, or where there is little to do, once for all; else in ranges that the threads take as they get free. The results are the
 * same to the last bit, whatever the ranges are: that is for the caller to see to.
 */

/** How a call may be cut. */
export interface Split {
  /** Units of work: pixels, panels, rows, floats. */
  readonly count: number;
  /** What a unit takes on one thread, roughly. */
  readonly nanoseconds: number;
  /** Ranges begin at multiples of it, as where a kernel works by blocks. Default: 1. */
  readonly multiple?: number;
  /** Ranges are no longer, also on one thread: for kernels whose work memory grows with them. Default: no limit. */
  readonly most?: number;
  /** At most so many ranges a thread. Default: 4; 1 where every range repeats some of the work. */
  readonly pieces?: number;
}

type Kernel = keyof KernelExports;
type Given<K extends Kernel> = Parameters<KernelExports[K]>;
/** The arguments before the work memory, which is the last. */
type GivenBeforeWork<K extends Kernel> = Given<K> extends [...infer Before, number] ? Before : never;

/** Rough nanoseconds of a multiplication with its addition in a kernel of products, and of a float that is read and written. */
export const PRODUCT = 0.04;
export const PASS = 0.3;

const PIECES = 4;
const LINE = 128;

/** How long the ranges are: the whole count, or the most that is allowed, where it is not worth cutting. */
export function rangeLength(pool: Pick<Pool, 'threads' | 'shortest'> | undefined, split: Split): number {
  const { count, most = count } = split;
  return Math.min(most, pool ? sharedLength(pool, split) : count);
}

function sharedLength(
  { threads, shortest }: Pick<Pool, 'threads' | 'shortest'>,
  { count, nanoseconds, multiple = 1, pieces = PIECES }: Split,
): number {
  const ranges = Math.min(threads * pieces, Math.floor((count * nanoseconds) / shortest));
  if (threads < 2 || ranges < 2) return count;
  return Math.min(count, Math.ceil(count / ranges / multiple) * multiple);
}

function callsOf(count: number, length: number, call: (from: number, to: number) => readonly number[]): (readonly number[])[] {
  const calls: (readonly number[])[] = [];
  for (let from = 0; from < count; from += length) calls.push(call(from, Math.min(count, from + length)));
  return calls;
}

function apply({ kernels }: KernelModule, name: Kernel, given: readonly number[]): void {
  (kernels as unknown as Record<Kernel, (...all: readonly number[]) => unknown>)[name](...given);
}

/**
 * Calls a kernel for `count` units, in ranges, by all threads:
 * `parallel(module, 'tanh', { count, nanoseconds: 3 }, (from, to) => [x + 4 * from, y + 4 * from, to - from])`.
 *
 * @param call the kernel's arguments for the units `from` to `to`
 */
export function parallel<K extends Kernel>(
  module: KernelModule,
  name: K,
  split: Split,
  call: (from: number, to: number) => Given<K>,
): void {
  const { pool } = module;
  const length = rangeLength(pool, split);
  if (pool && length < split.count) pool.run(name, callsOf(split.count, length, call));
  else for (const given of callsOf(split.count, length, call)) apply(module, name, given);
}

/**
 * The same for a kernel whose last argument is work memory: each thread gets `bytes` of its own, as in
 * `parallelWithWork(module, take, 'igemm', kernels.igemmWork(taps, channels), { count: pixels, nanoseconds }, (from, to) => [record, from, to])`.
 */
export function parallelWithWork<K extends Kernel>(
  module: KernelModule,
  take: Take,
  name: K,
  bytes: number,
  split: Split,
  call: (from: number, to: number) => readonly [...GivenBeforeWork<K>],
): void {
  const { pool } = module;
  const length = rangeLength(pool, split);
  const calls = callsOf(split.count, length, call as (from: number, to: number) => readonly number[]);
  if (!pool || length === split.count) {
    const work = take(bytes);
    for (const given of calls) apply(module, name, [...given, work]);
    return;
  }
  const each = Math.ceil(bytes / LINE) * LINE;
  pool.run(name, calls, { address: take(each * pool.places), bytes: each });
}

/**
 * The same for calls that are already apart, as one for each image of a batch.
 *
 * @param nanoseconds what all of them take together, roughly
 */
export function parallelCalls<K extends Kernel>(module: KernelModule, name: K, calls: readonly Given<K>[], nanoseconds: number): void {
  const { pool } = module;
  if (pool && pool.threads > 1 && calls.length > 1 && nanoseconds >= 2 * pool.shortest) pool.run(name, calls);
  else for (const given of calls) apply(module, name, given);
}
