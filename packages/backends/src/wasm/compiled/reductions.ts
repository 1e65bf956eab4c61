import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { channelReduction } from '../channelReduction';
import { addressOf, sizeOf } from '../module/addresses';
import { channelSums } from '../module/channels';
import type { KernelModule } from '../module/kernelModule';
import { rowSums } from '../module/rows';
import { areFloats, type Call, type Compiled } from './compiled';

/** Each part of the outer axes is a call: many small ones are better left. */
const MANY_PARTS = 1024;
const SMALL_PART = 64;

function divide(module: KernelModule, x: TensorInfo, count: number, by: number): void {
  const first = addressOf(module, x) / 4;
  const floats = module.heap.floats();
  for (let i = first; i < first + count; i++) floats[i]! /= by;
}

/** The innermost axes, of which each row is one number. */
function overLastAxes(module: KernelModule, { inputs, attrs }: Call, isMean: boolean): TensorInfo | undefined {
  const x = inputs['x']!;
  const { axis, keepDims } = attrs as unknown as { axis?: number | number[]; keepDims?: boolean };
  const axes = tf.util.parseAxisParam(axis ?? [...x.shape.keys()], x.shape);
  const kept = x.shape.length - axes.length;
  if (axes.length === 0 || axes.some((reduced) => reduced < kept) || !areFloats(x)) return undefined;
  const before = x.shape.slice(0, kept);
  const rows = tf.util.sizeFromShape(before);
  const sums = rowSums(module, x, rows, isMean ? rows / sizeOf(x) : 1);
  return { ...sums, shape: [...before, ...(keepDims ? axes.map(() => 1) : [])] };
}

const reduce =
  (isMean: boolean): Compiled =>
  (module, call) => {
    const reduction = channelReduction(call);
    if (!reduction) return overLastAxes(module, call, isMean);
    const { outer, rows, channels, shape } = reduction;
    if (outer > MANY_PARTS && rows * channels < SMALL_PART) return undefined;
    const { dataId, dtype } = call.inputs['x']!;
    const sums = channelSums(module, { dataId, dtype, shape: [outer, rows, channels] }, outer);
    if (isMean) divide(module, sums, outer * channels, rows);
    return { ...sums, shape };
  };

/** `Sum` over neighbouring axes before the last, or over the last. */
export const sums: Compiled = reduce(false);

/** `Mean` over neighbouring axes before the last, or over the last. */
export const means: Compiled = reduce(true);
