export { precisionRecall } from './precisionRecall';
export type { PrecisionRecall, PrecisionRecallOptions } from './precisionRecall';
export { twoSampleTest } from './twoSampleTest';
export type { TwoSampleTest } from './twoSampleTest';
export { nearestNeighbourAccuracy } from './nearestNeighbourAccuracy';
export type { LabelledFeatures } from './nearestNeighbourAccuracy';
