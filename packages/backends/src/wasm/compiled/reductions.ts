import type { TensorInfo } from '@tensorflow/tfjs-core';
import { channelReduction } from '../channelReduction';
import { addressOf } from '../module/addresses';
import { channelSums } from '../module/channels';
import type { KernelModule } from '../module/kernelModule';
import type { Compiled } from './compiled';

/** Each part of the outer axes is a call: many small ones are better left. */
const MANY_PARTS = 1024;
const SMALL_PART = 64;

function divide(module: KernelModule, x: TensorInfo, count: number, by: number): void {
  const first = addressOf(module, x) / 4;
  const floats = module.heap.floats();
  for (let i = first; i < first + count; i++) floats[i]! /= by;
}

const reduce =
  (finish?: (module: KernelModule, sums: TensorInfo, count: number, rows: number) => void): Compiled =>
  (module, call) => {
    const reduction = channelReduction(call);
    if (!reduction) return undefined;
    const { outer, rows, channels, shape } = reduction;
    if (outer > MANY_PARTS && rows * channels < SMALL_PART) return undefined;
    const { dataId, dtype } = call.inputs['x']!;
    const sums = channelSums(module, { dataId, dtype, shape: [outer, rows, channels] }, outer);
    finish?.(module, sums, outer * channels, rows);
    return { ...sums, shape };
  };

/** `Sum` over neighbouring axes before the last. */
export const sums: Compiled = reduce();

/** `Mean` over neighbouring axes before the last. */
export const means: Compiled = reduce(divide);
