export { bundledDigitClassifier } from './bundledDigitClassifier';
export { bundledDigitExtractor } from './bundledDigitExtractor';
export { inceptionFromFile, perceptualFromFile } from './extractorFiles';
export type { PerceptualFileOptions } from './extractorFiles';
export { bundledEmojiClassifier } from './bundledEmojiClassifier';
export { bundledEmojiExtractor } from './bundledEmojiExtractor';
export { showEvaluation } from './showEvaluation';
export type { ProgressStream } from './showEvaluation';
