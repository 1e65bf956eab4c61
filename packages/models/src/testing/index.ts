export { systemContract } from './systemContract';
export type { SystemContractOptions } from './systemContract';
