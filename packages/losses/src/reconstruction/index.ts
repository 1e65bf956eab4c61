export { cycleConsistency, identityMapping } from './cycleConsistency';
export { l1, l2 } from './distances';
export { lpips, lpipsDistance } from './lpips';
export type { LpipsDistance, LpipsOptions } from './lpips';
export { perceptual, perceptualDistance } from './perceptual';
export type { FeatureExtractor, PerceptualOptions } from './perceptual';
export { totalVariation } from './totalVariation';
