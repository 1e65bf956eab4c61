import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient } from '../../engine';
import { ownKernel } from '../../ownKernel';
import { type Attributes, savedAt } from '../build';

/** What is the same for the convolution and its two adjoints: strides, padding, dilations, groups. */
const shared = ({ strides, pad, dataFormat, dilations, dimRoundingMode, groups }: Attributes): object => ({
  ...{ strides, pad, dataFormat, dilations, dimRoundingMode, groups },
});

const convolve = (x: Tensor, filter: Tensor, attributes: Attributes): Tensor =>
  ownKernel(groupedConvolution, { x, filter }, shared(attributes))!;

const toInput = (dy: Tensor, filter: Tensor, inputShape: readonly number[], attributes: Attributes): Tensor =>
  ownKernel(groupedConvolutionTranspose, { dy, filter }, { ...shared(attributes), inputShape })!;

const toFilter = (x: Tensor, dy: Tensor, filterShape: readonly number[], attributes: Attributes): Tensor =>
  ownKernel(groupedFilterGradient, { x, dy }, { ...shared(attributes), filterShape })!;

/** Convolution of each group of channels, all in one kernel: x [N, H, W, C], filter [h, w, C / groups, K]. */
export const groupedConvolution: Gradient = {
  kernelName: 'GanGroupedConv2D',
  inputsToSave: ['x', 'filter'],
  gradFunc: (dy, saved, attributes) => {
    const [x, filter] = [savedAt(saved, 0), savedAt(saved, 1)];
    return {
      x: () => toInput(dy as Tensor, filter, x.shape, attributes),
      filter: () => toFilter(x, dy as Tensor, filter.shape, attributes),
    };
  },
};

/** Its adjoint by the input: the transposed convolution of groups. */
export const groupedConvolutionTranspose: Gradient = {
  kernelName: 'GanGroupedConv2DTranspose',
  inputsToSave: ['dy', 'filter'],
  gradFunc: (ddx, saved, attributes) => {
    const [dy, filter] = [savedAt(saved, 0), savedAt(saved, 1)];
    return {
      dy: () => convolve(ddx as Tensor, filter, attributes),
      filter: () => toFilter(ddx as Tensor, dy, filter.shape, attributes),
    };
  },
};

/** Its adjoint by the filter. */
const groupedFilterGradient: Gradient = {
  kernelName: 'GanGroupedConv2DFilter',
  inputsToSave: ['x', 'dy'],
  gradFunc: (ddw, saved, attributes) => {
    const [x, dy] = [savedAt(saved, 0), savedAt(saved, 1)];
    return {
      x: () => toInput(dy, ddw as Tensor, x.shape, attributes),
      dy: () => convolve(x, ddw as Tensor, attributes),
    };
  },
};
