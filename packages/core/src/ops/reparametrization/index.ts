export { dataDependentInitialization } from './dataDependentInitialization';
export type { DataDependentInitializationOptions, InitialGainAndBias } from './dataDependentInitialization';
export { equalizedLearningRate, equalizedScale } from './equalizedLearningRate';
export type { EqualizedOptions } from './equalizedLearningRate';
export type { OutputAxis } from './outputMatrix';
export { spectralNormalize } from './spectralNormalize';
export type { SpectralNormalizeOptions, SpectralNormalized } from './spectralNormalize';
export { outputNorms, weightNormalize } from './weightNormalize';
export type { WeightNormalizeOptions } from './weightNormalize';
