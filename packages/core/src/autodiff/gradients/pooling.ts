import * as tf from '@tensorflow/tfjs-core';
import type { backend_util, Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { sharing } from '../sharing';
import type { Attributes } from './build';
import { run, savedAt, zerosOf } from './build';
import { addTaps, firstMaxima, paddingOf, planeAxes, volumeAxes, windowShares, windowTaps } from './windows';
import type { WindowAxis } from './windows';

type Shape4D = [number, number, number, number];
type Shape5D = [number, number, number, number, number];
interface Pooling {
  filterSize: [number, number];
  strides: [number, number];
  pad: 'same' | 'valid' | number | backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}
interface VolumePooling {
  filterSize: [number, number, number];
  strides: [number, number, number];
  pad: 'same' | 'valid' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** The windows of a pooling kernel over an input of this shape. */
type Windows = (shape: number[], attributes: Attributes) => WindowAxis[];

const inPlane: Windows = (shape, attributes) => {
  const { filterSize, strides, pad, dimRoundingMode } = attributes as unknown as Pooling;
  return planeAxes(tf.backend_util.computePool2DInfo(shape as Shape4D, filterSize, strides, 1, pad, dimRoundingMode));
};
const inVolume: Windows = (shape, attributes) => {
  const { filterSize, strides, pad, dimRoundingMode } = attributes as unknown as VolumePooling;
  return volumeAxes(tf.backend_util.computePool3DInfo(shape as Shape5D, filterSize, strides, 1, pad, dimRoundingMode));
};

/** `AvgPoolGrad` ignores `dimRoundingMode`, so the padding that comes to the same number of windows is spelled out. */
function withoutRounding(attributes: Attributes, axes: readonly WindowAxis[]): Attributes {
  if (axes.length !== 2 || attributes['dimRoundingMode'] === undefined) return attributes;
  const pad = [[0, 0], ...axes.map(paddingOf), [0, 0]];
  const { filterSize, strides } = attributes as unknown as Pooling;
  return { filterSize, strides, pad };
}

/**
 * Pooling and its gradient are linear, hence each the gradient of the other. The stock backward kernel divides by the whole window even where
 * forward divides by the part inside the image, so dy is scaled first; its input is read for its shape alone and enters as a constant.
 */
function averages(forward: string, backward: string, windows: Windows): Gradient[] {
  return [
    {
      kernelName: forward,
      inputsToSave: ['x'],
      gradFunc: (dy, saved, attributes) => ({
        x: () => {
          const x = savedAt(saved, 0);
          const axes = windows(x.shape, attributes);
          const shares = windowShares(axes);
          const inputs = { dy: shares ? tf.div(dy as Tensor, shares) : (dy as Tensor), input: sharing(x) };
          return run(backward, inputs, withoutRounding(attributes, axes));
        },
      }),
    },
    {
      kernelName: backward,
      inputsToSave: ['input'],
      gradFunc: (ddx, saved, attributes) => {
        const input = savedAt(saved, 0);
        return {
          dy: () => {
            const means = run(forward, { x: ddx as Tensor }, attributes);
            const shares = windowShares(windows(input.shape, attributes));
            return shares ? tf.mul(means, shares) : means;
          },
          input: () => zerosOf(input),
        };
      },
    },
  ];
}

/** 1 at the place of each window's first maximum, 0 elsewhere, one mask a place. */
const maxima = (x: Tensor, y: Tensor, axes: readonly WindowAxis[]): Tensor[] =>
  constant(() => tf.tidy(() => firstMaxima(windowTaps(x, axes, -Infinity), y)));

/** The adjoint of picking each window's maximum. */
const spreadToMaxima = (dy: Tensor, masks: readonly Tensor[], axes: readonly WindowAxis[]): Tensor =>
  addTaps(
    masks.map((mask) => tf.mul(dy, mask)),
    axes,
  );

/** The element of each window of `x` at the place that the masks name. */
const pickMaxima = (x: Tensor, masks: readonly Tensor[], axes: readonly WindowAxis[]): Tensor =>
  tf.addN(windowTaps(x, axes, 0).map((tap, i) => tf.mul(tap, masks[i] ?? 0)));

/** Input and output only tell where the maxima are, so they enter as constants. */
const maxPoolGrad = (dy: Tensor, x: Tensor, y: Tensor, attributes: Attributes): Tensor =>
  run('MaxPoolGrad', { dy, input: sharing(x), output: sharing(y) }, attributes);

const maxPoolGradGradient: Gradient = {
  kernelName: 'MaxPoolGrad',
  inputsToSave: ['input', 'output'],
  gradFunc: (ddx, saved, attributes) => {
    const [input, output] = [savedAt(saved, 0), savedAt(saved, 1)];
    const axes = inPlane(input.shape, attributes);
    return {
      dy: () => pickMaxima(ddx as Tensor, maxima(input, output, axes), axes),
      input: () => zerosOf(input),
      output: () => zerosOf(output),
    };
  },
};

/** Composed: the stock backward kernel takes the wrong place in windows that are not as high as wide, and the last of equal maxima. */
const maxPool3D: Gradient = {
  kernelName: 'MaxPool3D',
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, saved, attributes) => ({
    x: () => {
      const [x, y] = [savedAt(saved, 0), savedAt(saved, 1)];
      const axes = inVolume(x.shape, attributes);
      return spreadToMaxima(dy as Tensor, maxima(x, y, axes), axes);
    },
  }),
};

/** Pooling windows. Of equal maxima the first gets the derivative. */
export const poolingGradients: readonly Gradient[] = [
  ...averages('AvgPool', 'AvgPoolGrad', inPlane),
  ...averages('AvgPool3D', 'AvgPool3DGrad', inVolume),
  {
    kernelName: 'MaxPool',
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: (dy, saved, attributes) => ({ x: () => maxPoolGrad(dy as Tensor, savedAt(saved, 0), savedAt(saved, 1), attributes) }),
  },
  {
    kernelName: 'MaxPoolWithArgmax',
    inputsToSave: ['x'],
    outputsToSave: [true, false],
    gradFunc: (dys, saved, attributes) => ({
      x: () => maxPoolGrad((dys as Tensor[])[0] ?? zerosOf(savedAt(saved, 1)), savedAt(saved, 0), savedAt(saved, 1), attributes),
    }),
  },
  maxPoolGradGradient,
  maxPool3D,
];
