import { emojiClassifier, type EmojiClassifier } from '../emoji/emojiClassifier';
import { bundledWeights } from './bundledWeights';

/**
 * The emoji classifier with the weights that come with this package; see `weights/README.md` there for how they were trained.
 * The caller disposes it.
 *
 * @throws GanError if the weights are not where the package has them, or damaged.
 * @example const classifier = await bundledEmojiClassifier();
 */
export async function bundledEmojiClassifier(): Promise<EmojiClassifier> {
  return emojiClassifier(await bundledWeights('bundledEmojiClassifier', 'emoji.safetensors', 'emojiClassifier'));
}
