export { adaptiveConv2d, AdaptiveConv2d } from './adaptiveConv2d';
export type { AdaptiveConv2dArgs } from './adaptiveConv2d';
export { modulatedConv2d, ModulatedConv2d } from './modulatedConv2d';
export type { ModulatedConv2dArgs } from './modulatedConv2d';
export type { StyledConvolutionArgs } from './styledConvolution';
