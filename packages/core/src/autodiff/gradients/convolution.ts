import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient } from '../engine';
import type { Attributes } from './build';
import { run, savedAt } from './build';
import { spread, thin } from './adjoints';

/** A number for each spatial axis, as tfjs takes it: one for all, or a list. */
const perAxis = (value: unknown, axes: number): number[] =>
  Array.isArray(value) ? (value as number[]) : new Array<number>(axes).fill(Number(value ?? 1));

/** A dilated kernel is the dense one with zeros between its taps, and only the dense one has backward kernels. */
const dilate = (filter: Tensor, dilations: number[]): Tensor => dilations.reduce((taps, step, axis) => spread(taps, axis, step), filter);
const undilate = (filter: Tensor, dilations: number[]): Tensor => dilations.reduce((taps, step, axis) => thin(taps, axis, step), filter);
const dilatedShape = (shape: number[], dilations: number[]): number[] => shape.map((size, axis) => (size - 1) * (dilations[axis] ?? 1) + 1);

/** The attributes that all three passes share; depthwise kernels have no data format. */
const geometry = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => ['strides', 'pad', 'dataFormat', 'dimRoundingMode'].includes(name)));

/** The gradients of a convolution and of its two backward passes are each other: all three are linear in each argument. */
function family(forward: string, backwardInput: string, backwardFilter: string, axes: 2 | 3 = 2): Gradient[] {
  const dense = perAxis(1, axes);
  const convolve = (x: Tensor, filter: Tensor, attributes: Attributes): Tensor =>
    run(forward, { x, filter }, { ...geometry(attributes), dilations: dense });
  const toInput = (dy: Tensor, filter: Tensor, inputShape: number[], attributes: Attributes): Tensor =>
    run(backwardInput, { dy, filter }, { ...geometry(attributes), dilations: dense, inputShape });
  const toFilter = (x: Tensor, dy: Tensor, filterShape: number[], attributes: Attributes): Tensor =>
    run(backwardFilter, { x, dy }, { ...geometry(attributes), dilations: dense, filterShape });

  return [
    {
      kernelName: forward,
      inputsToSave: ['x', 'filter'],
      gradFunc: (dy, saved, attributes) => {
        const [x, filter] = [savedAt(saved, 0), savedAt(saved, 1)];
        const dilations = perAxis(attributes['dilations'], axes);
        return {
          x: () => toInput(dy as Tensor, dilate(filter, dilations), x.shape, attributes),
          filter: () => undilate(toFilter(x, dy as Tensor, dilatedShape(filter.shape, dilations), attributes), dilations),
        };
      },
    },
    {
      kernelName: backwardInput,
      inputsToSave: ['dy', 'filter'],
      gradFunc: (ddx, saved, attributes) => {
        const [dy, filter] = [savedAt(saved, 0), savedAt(saved, 1)];
        return {
          dy: () => convolve(ddx as Tensor, filter, attributes),
          filter: () => toFilter(ddx as Tensor, dy, filter.shape, attributes),
        };
      },
    },
    {
      kernelName: backwardFilter,
      inputsToSave: ['x', 'dy'],
      gradFunc: (ddw, saved, attributes) => {
        const [x, dy] = [savedAt(saved, 0), savedAt(saved, 1)];
        return {
          x: () => toInput(dy, ddw as Tensor, x.shape, attributes),
          dy: () => convolve(x, ddw as Tensor, attributes),
        };
      },
    },
  ];
}

/** Convolutions of any stride, padding and dilation. */
export const convolution: readonly Gradient[] = [
  ...family('Conv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter'),
  ...family('DepthwiseConv2dNative', 'DepthwiseConv2dNativeBackpropInput', 'DepthwiseConv2dNativeBackpropFilter'),
  ...family('Conv3D', 'Conv3DBackpropInputV2', 'Conv3DBackpropFilterV2', 3),
];
