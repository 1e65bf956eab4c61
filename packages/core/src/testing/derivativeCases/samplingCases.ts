import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { as4, curved, one, signed } from './derivativeCase';
import type { DerivativeCase, Shape } from './derivativeCase';

type FillMode = 'constant' | 'reflect' | 'wrap' | 'nearest';
type Interpolation = 'bilinear' | 'nearest';

const photos = [2, 5, 6, 2];
const photo = [1, 5, 6, 2];
const of = (op: string, what: string, f: (x: Tensor4D) => Tensor, shape: Shape = photos): DerivativeCase =>
  one(`image.${op}${what}`, curved((x) => f(as4(x))), shape); // prettier-ignore

/** Boxes whose pixels lie between those of the image, one partly outside. */
const boxes = (): Tensor2D => tf.tensor2d([[0.37, 0.11, 0.87, 0.5], [0.12, 0.3, 0.62, 0.9], [-0.3, 0.73, 0.45, 1.32]]); // prettier-ignore
const numbers = (): Tensor => tf.tensor1d([0, 1, 1], 'int32');
const crop = (x: Tensor, at: Tensor, size: [number, number], method: Interpolation): Tensor =>
  tf.image.cropAndResize(as4(x), at as Tensor2D, numbers() as tf.Tensor1D, size, method, 0.5);

/** Nearly the identity, so that pixels are read half-way between pixels. */
const nearIdentity = (): Tensor2D => tf.tensor2d([[1.02, 0.03, 0.45, -0.02, 0.98, 0.52, 0.01, -0.01]]);
const transform = (
  x: Tensor,
  transforms: Tensor,
  interpolation: Interpolation,
  mode: FillMode = 'constant',
  size?: [number, number],
): Tensor => tf.image.transform(as4(x), transforms as Tensor2D, interpolation, mode, 0.3, size);
const byImage = (mode: FillMode, interpolation: Interpolation, entries: number[]): DerivativeCase =>
  of('transform', `, ${interpolation}, ${mode}`, (x) => transform(x, tf.tensor2d([entries]), interpolation, mode, [6, 9]), photo);
const byTransforms = (mode: FillMode, shift: number): DerivativeCase => ({
  op: 'image.transform',
  name: `image.transform by the transforms, ${mode}`,
  f: (x, transforms) => tf.square(transform(x, tf.add(transforms, [[0, 0, shift, 0, 0, 0, 0, 0]]), 'bilinear', mode, [3, 3])),
  inputs: () => [signed(photo, mode), nearIdentity()],
  order: 2,
});

const hundredfold = (x: Tensor): Tensor3D => tf.mul<Tensor3D>(x, 100);

/** Ops that read images at computed places, and colours. */
export const samplingCases: readonly DerivativeCase[] = [
  of('cropAndResize', '', (x) => crop(x, boxes(), [3, 4], 'bilinear')),
  of('cropAndResize', ', nearest', (x) => crop(x, tf.add(boxes(), 0.013), [4, 3], 'nearest')),
  of('cropAndResize', ', one pixel', (x) => crop(x, boxes(), [1, 1], 'bilinear')),
  {
    op: 'image.cropAndResize',
    name: 'image.cropAndResize by the boxes',
    f: (x, at) => tf.square(crop(x, at, [3, 2], 'bilinear')),
    inputs: () => [signed(photos, 'crop'), boxes()],
    order: 3,
  },
  byImage('constant', 'bilinear', [1.1, 0.2, -1.3, 0.1, 0.9, 0.4, 0.01, 0.02]),
  byImage('constant', 'nearest', [1.1, 0.2, -1.33, 0.1, 0.9, 0.43, 0.01, 0.02]),
  byImage('reflect', 'bilinear', [1.9, 0, 0.3, 0.1, 2.7, 0.4, 0, 0]),
  byImage('wrap', 'bilinear', [1.9, 0, -3.2, 0.1, 2.7, 0.4, 0, 0]),
  byImage('nearest', 'nearest', [1.9, 0, -3.37, 0.1, 2.7, 0.43, 0, 0]),
  byTransforms('constant', 0),
  byTransforms('reflect', 7),
  byTransforms('wrap', -4),
  byTransforms('nearest', 4),
  of('rotateWithOffset', '', (x) => tf.image.rotateWithOffset(x, 0.4)),
  of('rotateWithOffset', ', off centre', (x) => tf.image.rotateWithOffset(x, Math.PI / 2, 0, [0.3, 0.7])),
  of('flipLeftRight', '', (x) => tf.image.flipLeftRight(x)),
  of('grayscaleToRGB', '', (x) => tf.image.grayscaleToRGB(x), [2, 3, 4, 1]),
  of('rgbToGrayscale', '', (x) => tf.image.rgbToGrayscale(x), [2, 3, 4, 3]),
  one('image.threshold', (x) => tf.add(tf.square(x), tf.image.threshold(hundredfold(x), 'binary', false, 0.1)), [3, 4, 1]),
];
