export { lerp, slerp } from './interpolation';
export { meanSquaredDistance, perceptualDistance } from './imageDistances';
export type { ImageDistance, PerceptualDistanceOptions } from './imageDistances';
export { pathDistances, perceptualPathLength, trimmedMean } from './perceptualPathLength';
export type { PerceptualPathLengthOptions } from './perceptualPathLength';
