export type { Extracted, Extractor } from './extractor';
export { prepareImages } from './prepareImages';
export { randomFeatures } from './randomFeatures';
export type { RandomFeaturesOptions } from './randomFeatures';
export { digitExtractor } from './digitExtractor';
