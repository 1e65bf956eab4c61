export { blockContract } from './blockContract';
export { checkEqual, checkFrees, checkUnlike, difference, scoped } from './contract';
export type { ContractCheck } from './contract';
export { layerContract } from './layerContract';
export type { LayerContractOptions } from './layerContract';
export type { ExampleInput, Made, Refusal } from './layerExample';
