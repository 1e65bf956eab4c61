export { perceptualExtractor, type PerceptualExtractor, type PerceptualExtractorOptions } from './perceptualExtractor';
export type { PerceptualNetwork } from './perceptualTopology';
