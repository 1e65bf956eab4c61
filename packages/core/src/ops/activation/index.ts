export { biasAct, checkBiasAct } from './biasAct';
export type { BiasActivation, BiasActOptions } from './biasAct';
export { leakyRelu } from './leakyRelu';
export type { LeakyReluOptions } from './leakyRelu';
