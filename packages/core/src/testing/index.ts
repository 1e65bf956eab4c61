export { checkDerivatives } from './finiteDifferences';
export type { DerivativeCheck, DerivativeRequest } from './finiteDifferences';
export { derivativeCases } from './derivativeCases';
export type { DerivativeCase } from './derivativeCases';
export * from './goldens/index';
