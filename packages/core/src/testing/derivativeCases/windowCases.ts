import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { as4, curved, distinct, image, one, signed, two } from './derivativeCase';
import type { DerivativeCase, Draw, Shape } from './derivativeCase';

const averaged = (name: string, f: (x: Tensor4D) => Tensor): DerivativeCase => one(`avgPool, ${name}`, curved((x) => f(as4(x))), image); // prettier-ignore
const picked = (name: string, f: (x: Tensor4D) => Tensor, shape: Shape = [1, 4, 3, 1]): DerivativeCase =>
  one(name, curved((x) => f(as4(x))), shape, distinct); // prettier-ignore
/** Greater than 0, since stock wasm takes 0 for the maximum of a window without such elements in the two ops below. */
const largest: Draw = (shape, seed) => tf.tidy(() => tf.abs(distinct(shape, seed)));
const located = (name: string, f: (x: Tensor4D) => Tensor, shape: Shape): DerivativeCase =>
  one(`maxPoolWithArgmax${name}`, curved((x) => f(as4(x))), shape, largest); // prettier-ignore
const dilated = (name: string, f: (x: Tensor4D, filter: Tensor3D) => Tensor): DerivativeCase => ({
  ...two(name, (x, filter) => tf.square(f(tf.mul(as4(x), 4), tf.mul<Tensor3D>(filter, 0.5))), [1, 4, 3, 1], [2, 2, 1]),
  inputs: () => [largest([1, 4, 3, 1], name), signed([2, 2, 1], name)],
});

/** Pooling in every mode of padding, rounding and dilation; morphology. */
export const windowCases: readonly DerivativeCase[] = [
  averaged('padding 1, ceil', (x) => tf.avgPool(x, 3, 2, 1, 'ceil')),
  averaged('padding 1, round', (x) => tf.avgPool(x, 3, 3, 1, 'round')),
  picked('maxPool, padding 1, ceil', (x) => tf.maxPool(x, 3, 2, 1, 'ceil')),
  averaged('padding 1', (x) => tf.avgPool(x, 3, 2, 1)),
  averaged('strides beyond the window', (x) => tf.avgPool(x, 2, 3, 'same')),
  picked('maxPool, padding 1', (x) => tf.maxPool(x, 3, 2, 1), [1, 5, 3, 1]),
  picked('maxPool, strides beyond the window', (x) => tf.maxPool(x, [1, 2], [2, 3], 'same')),
  located('', (x) => tf.maxPoolWithArgmax(x, 2, 1, 'same')['result']!, [1, 3, 3, 1]),
  located(', strides 2, valid', (x) => tf.maxPoolWithArgmax(x, 2, 2, 'valid', true)['result']!, [1, 4, 2, 2]),
  one('pool, avg', curved((x) => tf.pool(as4(x), [2, 3], 'avg', 'same', undefined, [2, 1])), image), // prettier-ignore
  one('pool, avg, dilations 2', curved((x) => tf.pool(as4(x), 2, 'avg', 'valid', 2, 1)), image), // prettier-ignore
  picked('pool, max, padding 1', (x) => tf.pool(x, 2, 'max', 1, undefined, 2)),
  picked('pool, max, dilations 2, same', (x) => tf.pool(x, 2, 'max', 'same', [2, 1], 1)),
  dilated('dilation2d', (x, filter) => tf.dilation2d(x, filter, 1, 'same')),
  dilated('dilation2d, strides 2, valid', (x, filter) => tf.dilation2d(x, filter, [2, 1], 'valid')),
  dilated('dilation2d, dilations 2, same', (x, filter) => tf.dilation2d(x, filter, 1, 'same', [2, 1])),
];
