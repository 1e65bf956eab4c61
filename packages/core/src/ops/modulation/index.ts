export { adaptiveConv2d } from './adaptiveConv2d';
export type { AdaptiveConv2dOptions } from './adaptiveConv2d';
export { modulatedConv2d } from './modulatedConv2d';
export type { ModulatedConv2dOptions } from './modulatedConv2d';
