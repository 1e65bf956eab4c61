export { kernelInceptionDistance, polynomialMmd } from './kernelInceptionDistance';
export type {
  KernelInceptionDistance,
  KernelInceptionDistanceOptions,
  KidSubset,
  PolynomialKernelOptions,
} from './kernelInceptionDistance';
export type { SquaredMmd } from './squaredMmd';
export { cmmd } from './cmmd';
export type { CmmdOptions } from './cmmd';
export { vendiScore } from './vendiScore';
export type { VendiScore, VendiScoreOptions } from './vendiScore';
