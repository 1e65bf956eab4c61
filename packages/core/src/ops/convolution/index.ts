export { conv2d } from './conv2d';
export type { Conv2dOptions } from './conv2d';
export { conv2dTranspose } from './conv2dTranspose';
export type { Conv2dTransposeOptions } from './conv2dTranspose';
export { checkGroups } from './convolutionGroups';
export { convolutionSize, convolutionTransposeSize } from './convolutionSize';
export type { ConvolutionSizeRequest, ConvolutionTransposeSizeRequest, Padding, Pair } from './convolutionSize';
export { depthwiseConv2d } from './depthwiseConv2d';
export type { DepthwiseConv2dOptions } from './depthwiseConv2d';
