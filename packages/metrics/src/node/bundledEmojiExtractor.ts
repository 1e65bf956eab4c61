import { createHash } from 'node:crypto';
import { emojiClassifier } from '../emoji/emojiClassifier';
import { emojiExtractor } from '../emoji/emojiExtractor';
import type { Extractor } from '../extractors/extractor';
import { bundledWeights } from './bundledWeights';

/**
 * The emoji classifier with the weights that come with this package, as an extractor. The caller disposes it.
 *
 * @throws GanError if the weights are not where the package has them, or damaged.
 * @example
 * const extractor = await bundledEmojiExtractor();
 * const { features, logits } = await extractor.extract(tf.ones([8, 32, 32, 3])); // 8 rows of 192, and of 9
 * extractor.dispose();
 */
export async function bundledEmojiExtractor(): Promise<Extractor> {
  const bytes = await bundledWeights('bundledEmojiExtractor', 'emoji.safetensors', 'emojiClassifier');
  return emojiExtractor(emojiClassifier(bytes), { weightsHash: createHash('sha256').update(bytes).digest('hex') });
}
