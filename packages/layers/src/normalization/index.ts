export { batchNorm, BatchNorm } from './batchNorm';
export type { BatchNormArgs } from './batchNorm';
