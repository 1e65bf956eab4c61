import type { TensorInfo } from '@tensorflow/tfjs-core';
import { affine, channelMoments, channelProducts } from '../module/channels';
import { normalize, normalizeGradient } from '../module/normalization';
import { own } from './compiled';

interface Attributes {
  readonly epsilon: number;
  readonly instances: number;
  readonly shape: readonly number[];
}

/** Rows of numbers for parts of a tensor along its first axis; [C] is one for all. */
const rowsOf = ([rows = 1, ...rest]: readonly number[]): number => (rest.length === 0 ? 1 : rows);

/** Normalization by the input's own moments, the moments, and the gradients of all. */
export const normalizations = [
  own('GanNormalization', (module, call) => {
    const { x, scale, offset } = call.inputs as { readonly x: TensorInfo; readonly scale?: TensorInfo; readonly offset?: TensorInfo };
    const { epsilon, instances, shape } = call.attrs as unknown as Attributes;
    const moments = channelMoments(module, x, instances);
    return [normalize(module, x, { ...moments, scale, offset, epsilon, parts: rowsOf(shape) }), moments.mean, moments.variance];
  }),
  own('GanNormalizationGradient', (module, call) => {
    const { x, dy, mean, variance, meanGradient, varianceGradient } = call.inputs as Record<string, TensorInfo> & Gradients;
    const { epsilon, shape } = call.attrs as unknown as Attributes;
    const by = { mean, variance, scale: call.inputs['scale'], epsilon, parts: rowsOf(shape) };
    const gradients = { dy, mean: meanGradient, variance: varianceGradient };
    const { dx, scaleGradient, offsetGradient } = normalizeGradient(module, x, gradients, by);
    return [dx, scaleGradient, offsetGradient];
  }),
];

type Gradients = Record<'x' | 'dy' | 'mean' | 'variance' | 'meanGradient' | 'varianceGradient', TensorInfo>;

/** x · scale + offset with a number for each channel, or for each part of x and channel, and the sums of products that are its gradients. */
export const channelScales = [
  own('GanChannelScale', (module, call) => {
    const { x, scale, offset } = call.inputs as Record<'x' | 'scale', TensorInfo> & { readonly offset?: TensorInfo };
    return affine(module, x, { scale, offset });
  }),
  own('GanChannelProducts', (module, call) => {
    const { a, b } = call.inputs as Record<'a' | 'b', TensorInfo>;
    const { shape } = call.attrs as unknown as Attributes;
    return { ...channelProducts(module, a, b, rowsOf(shape)), shape: [...shape] };
  }),
];
