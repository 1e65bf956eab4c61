export { equalizedLearningRate } from './equalizedLearningRate';
export type { EqualizedLearningRateArgs } from './equalizedLearningRate';
export { initializeByData } from './initializeByData';
export { registerReparam } from './reparam';
export type { AttachedReparam, Reparam, ReparamKind, Reparams, ReparamSite } from './reparam';
export { spectralNorm } from './spectralNorm';
export type { SpectralNormArgs } from './spectralNorm';
export { weightNorm } from './weightNorm';
export type { WeightNormArgs } from './weightNorm';
