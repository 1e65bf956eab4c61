export { flatten } from './flatten';
export { reshape } from './reshape';
export type { ReshapeArgs } from './reshape';
