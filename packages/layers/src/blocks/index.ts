export * from './autoencoder/index';
export * from './pyramid/index';
export * from './residual/index';
export * from './style/index';
export * from './translation/index';
export { named } from './named';
