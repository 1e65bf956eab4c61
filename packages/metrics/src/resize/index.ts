export { resizeImages } from './resizeImages';
export type { ResizeOptions } from './resizeImages';
export type { ResizeRule } from './resizeWeights';
