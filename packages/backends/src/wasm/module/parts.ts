import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf } from './addresses';
import type { KernelExports } from './kernelExports';
import type { KernelModule } from './kernelModule';
import { parallel, parallelCalls, PASS } from './parallel';

/** A tensor [..., C] as equal parts along its first axes, each of rows of channels: [count, rows, channels]. */
export interface Parts {
  readonly count: number;
  readonly rows: number;
  readonly channels: number;
}

type Given<K extends keyof KernelExports> = Parameters<KernelExports[K]>;

/** So many channels of a row are summed at once. */
const TOGETHER = 16;

export const channelsOf = ({ shape }: TensorInfo): number => shape.at(-1) ?? 1;

/** `x` cut into so many parts. */
export function partsOf(x: TensorInfo, count: number): Parts {
  const channels = channelsOf(x);
  return { count, channels, rows: sizeOf(x) / Math.max(1, channels * count) };
}

const each = <K extends keyof KernelExports>(
  module: KernelModule,
  name: K,
  { count, rows, channels }: Parts,
  call: (part: number) => Given<K>,
): void =>
  parallelCalls(
    module,
    name,
    Array.from({ length: count }, (_, part) => call(part)),
    count * rows * channels * PASS,
  );

/** Runs a kernel whose rows do not depend on each other on all parts: threads share the parts, or the rows of the only one. */
export function overRows<K extends keyof KernelExports>(
  module: KernelModule,
  name: K,
  parts: Parts,
  call: (part: number, firstRow: number, rows: number) => Given<K>,
): void {
  const { count, rows, channels } = parts;
  if (count > 1) each(module, name, parts, (part) => call(part, 0, rows));
  else parallel(module, name, { count: rows, nanoseconds: channels * PASS }, (first, end) => call(0, first, end - first));
}

/** Runs a kernel whose channels do not depend on each other on all parts: threads share the parts, or the channels of the only one. */
export function overChannels<K extends keyof KernelExports>(
  module: KernelModule,
  name: K,
  parts: Parts,
  call: (part: number, from: number, to: number) => Given<K>,
): void {
  const { count, rows, channels } = parts;
  if (count > 1) each(module, name, parts, (part) => call(part, 0, channels));
  else parallel(module, name, { count: channels, nanoseconds: rows * PASS, multiple: TOGETHER }, (from, to) => call(0, from, to));
}
