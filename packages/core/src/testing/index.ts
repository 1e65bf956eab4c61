export { checkDerivatives } from './finiteDifferences';
export type { DerivativeCheck, DerivativeRequest } from './finiteDifferences';
export { derivativeCases } from './derivativeCases/index';
export type { DerivativeCase } from './derivativeCases/index';
export * from './goldens/index';
