export { inceptionExtractor, type InceptionExtractorOptions } from './inceptionExtractor';
export type { InceptionPipeline } from './inceptionPipeline';
