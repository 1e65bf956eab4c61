import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { framed, unframed } from '../kernels/frame';
import { resultOf } from '../kernels/kernel';
import type { Kernel } from '../kernels/kernel';
import { framedShape, volumeFrame, volumeInfo } from '../kernels/volumeFrame';
import type { VolumeAttributes, VolumeShape } from '../kernels/volumeFrame';

type Call = Parameters<KernelFunc>[0];

const shape = ({ shape: sizes }: Tensor): VolumeShape => sizes as VolumeShape;
const attributesOf = (call: Call): VolumeAttributes => call.attrs as unknown as VolumeAttributes;
const validOf = (call: Call, inputs: Record<string, Tensor>, more: object = {}): Call => ({
  ...call,
  inputs,
  attrs: { ...call.attrs, pad: 'valid', ...more },
});

const isDilated = ({ dilations = 1 }: VolumeAttributes): boolean => [dilations].flat().some((dilation) => dilation !== 1);

const forward: Kernel = {
  name: tf.Conv3D,
  build: (original) => (call) => {
    const { x, filter } = call.inputs as Record<'x' | 'filter', Tensor>;
    const attributes = attributesOf(call);
    check(
      !isDilated(attributes),
      () =>
        `conv3d: expected dilations of 1 on the tensorflow backend. Got ${String(attributes.dilations)}. Use another backend for it: useBackend('wasm').`,
    );
    if (attributes.pad === 'valid') return original!(call);
    const frame = volumeFrame(volumeInfo(shape(x), shape(filter), attributes));
    return tf.tidy(() => resultOf(original!(validOf(call, { x: framed(x, frame), filter }))));
  },
};

const byFilter: Kernel = {
  name: tf.Conv3DBackpropFilterV2,
  build: (original) => (call) => {
    const { x, dy } = call.inputs as Record<'x' | 'dy', Tensor>;
    const attributes = attributesOf(call);
    if (attributes.pad === 'valid') return original!(call);
    const frame = volumeFrame(volumeInfo(shape(x), attributes.filterShape!, attributes));
    return tf.tidy(() => resultOf(original!(validOf(call, { x: framed(x, frame), dy }))));
  },
};

const byImage: Kernel = {
  name: tf.Conv3DBackpropInputV2,
  build: (original) => (call) => {
    const { dy, filter } = call.inputs as Record<'dy' | 'filter', Tensor>;
    const attributes = attributesOf(call);
    if (attributes.pad === 'valid') return original!(call);
    const frame = volumeFrame(volumeInfo(attributes.inputShape!, shape(filter), attributes));
    const inputShape = framedShape(attributes.inputShape!, frame);
    return tf.tidy(() => unframed(resultOf(original!(validOf(call, { dy, filter }, { inputShape }))), frame));
  },
};

/** conv3d and its gradients with tfjs's notion of 'same', which is not TensorFlow's where strides are greater than 1. */
export const conv3D: readonly Kernel[] = [forward, byFilter, byImage];
