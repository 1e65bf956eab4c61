export { groupDeviations } from './groupDeviations';
export type { GroupDeviationsOptions } from './groupDeviations';
export { minibatchDiscrimination } from './minibatchDiscrimination';
export type { MinibatchDiscriminationOptions } from './minibatchDiscrimination';
export { minibatchStdDev } from './minibatchStdDev';
