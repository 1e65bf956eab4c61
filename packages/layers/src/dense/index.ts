export { dense, Dense } from './dense';
export type { DenseArgs } from './dense';
