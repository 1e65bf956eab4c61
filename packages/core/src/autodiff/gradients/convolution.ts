import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient } from '../engine';
import type { Attributes } from './build';
import { savedAt } from './build';
import { spread, thin } from './adjoints';

/** Kernels are run by name: tfjs-core does not export the backward convolutions. */
const run = (kernelName: string, inputs: Record<string, Tensor>, attributes: Attributes): Tensor =>
  tf.engine().runKernel(kernelName, inputs, attributes);

const pair = (value: unknown): [number, number] =>
  Array.isArray(value) ? (value as [number, number]) : [Number(value ?? 1), Number(value ?? 1)];

/** A dilated kernel is the dense one with zeros between its taps, and only the dense one has backward kernels. */
const dilate = (filter: Tensor, [rows, columns]: [number, number]): Tensor => spread(spread(filter, 0, rows), 1, columns);
const undilate = (filter: Tensor, [rows, columns]: [number, number]): Tensor => thin(thin(filter, 0, rows), 1, columns);
const dilatedShape = ([height = 1, width = 1, ...rest]: number[], [rows, columns]: [number, number]): number[] => [
  (height - 1) * rows + 1,
  (width - 1) * columns + 1,
  ...rest,
];

/** The attributes that all three passes share; depthwise kernels have no data format. */
const geometry = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => ['strides', 'pad', 'dataFormat', 'dimRoundingMode'].includes(name)));

/** The gradients of a convolution and of its two backward passes are each other: all three are linear in each argument. */
function family(forward: string, backwardInput: string, backwardFilter: string): Gradient[] {
  const convolve = (x: Tensor, filter: Tensor, attributes: Attributes): Tensor =>
    run(forward, { x, filter }, { ...geometry(attributes), dilations: [1, 1] });
  const toInput = (dy: Tensor, filter: Tensor, inputShape: number[], attributes: Attributes): Tensor =>
    run(backwardInput, { dy, filter }, { ...geometry(attributes), dilations: [1, 1], inputShape });
  const toFilter = (x: Tensor, dy: Tensor, filterShape: number[], attributes: Attributes): Tensor =>
    run(backwardFilter, { x, dy }, { ...geometry(attributes), dilations: [1, 1], filterShape });

  return [
    {
      kernelName: forward,
      inputsToSave: ['x', 'filter'],
      gradFunc: (dy, saved, attributes) => {
        const [x, filter] = [savedAt(saved, 0), savedAt(saved, 1)];
        const dilations = pair(attributes['dilations']);
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
];
