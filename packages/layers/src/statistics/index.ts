export { minibatchDiscrimination, MinibatchDiscrimination } from './minibatchDiscrimination';
export type { MinibatchDiscriminationArgs } from './minibatchDiscrimination';
export { minibatchStdDev, MinibatchStdDev } from './minibatchStdDev';
export type { MinibatchStdDevArgs } from './minibatchStdDev';
