export * from './augment/index';
export * from './autodiff/index';
export * from './bytes/index';
export type * from './contracts/index';
export * from './errors/index';
export * from './optim/index';
export * from './random/index';
export * from './weights/index';
export * as ops from './ops/index';
