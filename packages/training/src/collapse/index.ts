export type { CollapseFigures, CollapseLookOptions } from './collapseLook';
export { collapseWatch, type CollapseWatchOptions } from './collapseWatch';
export type { Fakes } from './discriminatorAccuracyOf';
export type { Score } from './discriminatorLogits';
export { discriminatorAccuracy, sampleDiversity, topSingularValue } from './figures';
export { pairAccuracy } from './pairAccuracy';
export { pairDistances } from './pairDistances';
export { sampleSpread, type SampleSpread } from './sampleSpread';
export type { CollapseLimits } from './signs/limits';
export type { StretchMeans } from './stretch';
export {
  topSingularValues,
  type SingularPair,
  type SingularValueMeter,
  type SingularValueOptions,
  type SingularValues,
} from './topSingularValues';
