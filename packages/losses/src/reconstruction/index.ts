export { cycle, identity } from './cycle';
export { l1, l2 } from './distances';
export { lpipsDistance, perceptual, perceptualDistance } from './perceptual';
export type { FeatureExtractor, LpipsDistance, PerceptualOptions } from './perceptual';
export { totalVariation } from './totalVariation';
