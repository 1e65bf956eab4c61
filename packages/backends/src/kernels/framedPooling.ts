import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import { frameOfAxis, framed, unframed } from './frame';
import type { Frame } from './frame';
import { resultOf } from './kernel';
import type { Kernel } from './kernel';
import { refuseUneven } from './refuseUneven';

type Call = Parameters<KernelFunc>[0];

/** The attributes of tfjs's pooling kernels. */
interface PoolingAttributes {
  readonly filterSize: number | number[];
  readonly strides: number | number[];
  readonly pad: 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Whether a backend's own kernel is right for images [N, H, W, C] (four axes) or volumes [N, D, H, W, C] (five). */
export type IsNative = (axes: number, attributes: PoolingAttributes) => boolean;

type Two = [number, number];
type Three = [number, number, number];

/** The frame in which the windows asked for are the valid ones. */
function frameOf(shape: readonly number[], { filterSize, strides, pad, dimRoundingMode }: PoolingAttributes): Frame {
  if (shape.length === 5) {
    const volume = tf.backend_util.computePool3DInfo(
      shape as [number, ...Three, number],
      filterSize as Three,
      strides as Three,
      1,
      pad as 'same' | 'valid' | number,
      dimRoundingMode,
    );
    const depth = frameOfAxis(volume.padInfo.front, volume.inDepth, volume.outDepth, volume.strideDepth, volume.effectiveFilterDepth);
    return [[0, 0], depth, ...planeOf(volume), [0, 0]];
  }
  const plane = tf.backend_util.computePool2DInfo(
    shape as [number, ...Two, number],
    filterSize as Two,
    strides as Two,
    1,
    pad,
    dimRoundingMode,
  );
  return [[0, 0], ...planeOf(plane), [0, 0]];
}

const planeOf = (
  info: ReturnType<typeof tf.backend_util.computePool2DInfo> | ReturnType<typeof tf.backend_util.computePool3DInfo>,
): Frame => [
  frameOfAxis(info.padInfo.top, info.inHeight, info.outHeight, info.strideHeight, info.effectiveFilterHeight),
  frameOfAxis(info.padInfo.left, info.inWidth, info.outWidth, info.strideWidth, info.effectiveFilterWidth),
];

const attributesOf = (call: Call): PoolingAttributes => call.attrs as unknown as PoolingAttributes;
function isLeft(isNative: IsNative, { name, call, x }: { readonly name: string; readonly call: Call; readonly x: Tensor }): boolean {
  if (x.shape.length === 4) refuseUneven(name, attributesOf(call));
  return isNative(x.shape.length, attributesOf(call));
}
const validOf = (call: Call, inputs: Record<string, Tensor>): Call => ({
  ...call,
  inputs,
  attrs: { ...call.attrs, pad: 'valid', dimRoundingMode: undefined } as unknown as NonNullable<Call['attrs']>,
});

/** Largest elements: what is beyond the border never is one. */
export const framedMaximum = (name: string, isNative: IsNative): Kernel => ({
  name,
  build: (original) => (call) => {
    const x = call.inputs['x'] as Tensor;
    if (isLeft(isNative, { name, call, x })) return original!(call);
    return tf.tidy(() => resultOf(original!(validOf(call, { x: framed(x, frameOf(x.shape, attributesOf(call)), -Infinity) }))));
  },
});

export const framedMaximumGradient = (name: string, isNative: IsNative): Kernel => ({
  name,
  build: (original) => (call) => {
    const { dy, input, output } = call.inputs as Record<'dy' | 'input' | 'output', Tensor>;
    if (isLeft(isNative, { name, call, x: input })) return original!(call);
    const frame = frameOf(input.shape, attributesOf(call));
    return tf.tidy(() => unframed(resultOf(original!(validOf(call, { dy, input: framed(input, frame, -Infinity), output }))), frame));
  },
});

/** Means of what is inside the border. */
export const framedMean = (name: string, isNative: IsNative): Kernel => ({
  name,
  build: (original) => (call) => {
    const x = call.inputs['x'] as Tensor;
    if (isLeft(isNative, { name, call, x })) return original!(call);
    const frame = frameOf(x.shape, attributesOf(call));
    const shareOf = (inside: Tensor): Tensor => resultOf(original!(validOf(call, { x: framed(inside, frame) })));
    return tf.tidy(() => tf.divNoNan(shareOf(x), shareOf(tf.ones(x.shape))));
  },
});

/** Divides by the whole window everywhere, as this kernel does on tfjs's own backends: what calls it counts on that. */
export const framedMeanGradient = (name: string, isNative: IsNative): Kernel => ({
  name,
  build: (original) => (call) => {
    const { dy, input } = call.inputs as Record<'dy' | 'input', Tensor>;
    if (isLeft(isNative, { name, call, x: input })) return original!(call);
    const frame = frameOf(input.shape, attributesOf(call));
    return tf.tidy(() => unframed(resultOf(original!(validOf(call, { dy, input: framed(input, frame) }))), frame));
  },
});
