export { frechetDistance, frechetDistanceOfFeatures } from './frechetDistance';
export type { FrechetDistance } from './frechetDistance';
export { extrapolateToInfinity, frechetDistanceAtInfinity } from './frechetDistanceAtInfinity';
export type { Extrapolation, FrechetDistanceAtInfinity, FrechetDistanceAtInfinityOptions } from './frechetDistanceAtInfinity';
export { intraClassFrechetDistance } from './intraClassFrechetDistance';
export type { IntraClassFrechetDistance } from './intraClassFrechetDistance';
