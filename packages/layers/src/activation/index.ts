export { leakyRelu, LeakyRelu } from './leakyRelu';
export type { LeakyReluArgs } from './leakyRelu';
export { relu } from './relu';
export { tanh } from './tanh';
