export { pointImages } from './pointImages';
export { gridMixture, ringMixture, swissRoll } from './mixtures';
export type { GridMixtureOptions, RingMixtureOptions, SwissRollOptions } from './mixtures';
export type { PointBatch, PointMixture } from './pointMixture';
