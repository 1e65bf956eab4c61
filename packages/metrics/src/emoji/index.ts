export { emojiClassifier } from './emojiClassifier';
export type { EmojiClassifier } from './emojiClassifier';
export { emojiExtractor } from './emojiExtractor';
export { emojiClasses, emojiNetwork, emojiWeightShapes } from './emojiNetwork';
export type { EmojiOutputs, EmojiWeight, EmojiWeights } from './emojiNetwork';
