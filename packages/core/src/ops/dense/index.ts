export { biasAdd } from './biasAdd';
export { dense } from './dense';
export type { DenseOptions } from './dense';
