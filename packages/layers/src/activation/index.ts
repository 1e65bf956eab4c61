export { biasAct, BiasAct } from './biasAct';
export type { BiasActArgs } from './biasAct';
export { leakyRelu, LeakyRelu } from './leakyRelu';
export type { LeakyReluArgs } from './leakyRelu';
export { relu } from './relu';
export { tanh } from './tanh';
