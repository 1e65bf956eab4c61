export type { DisposableSystem } from './run';
export { systemContract } from './systemContract';
export type { SystemContractOptions } from './systemContract';
