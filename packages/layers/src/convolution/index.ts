export { conv2d, Conv2d } from './conv2d';
export type { Conv2dArgs } from './conv2d';
export { conv2dTranspose, Conv2dTranspose } from './conv2dTranspose';
export type { Conv2dTransposeArgs } from './conv2dTranspose';
export type { ConvolutionArgs } from './convolution';
export { depthwiseConv2d, DepthwiseConv2d } from './depthwiseConv2d';
export type { DepthwiseConv2dArgs } from './depthwiseConv2d';
