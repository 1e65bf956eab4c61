import { extractedOf } from '../extractors/extractedOf';
import type { Extractor } from '../extractors/extractor';
import { checkPrepared } from '../extractors/prepareImages';
import { emojiResize, emojiSize, type EmojiClassifier } from './emojiClassifier';

/**
 * The emoji classifier as an extractor: 192 features and 9 logits of colour images of 32 x 32; others are resized, gray ones repeated. Its features know
 * what drawings have in common and little of photographs. `bundledEmojiExtractor` of `@ganblocks/metrics/node` has the weights of the package.
 *
 * @param classifier Disposed with the extractor.
 * @example const extractor = emojiExtractor(emojiClassifier(await readFile('emoji.safetensors')));
 */
export function emojiExtractor(classifier: EmojiClassifier, { weightsHash }: { readonly weightsHash?: string } = {}): Extractor {
  const own = {
    name: `emoji classifier (${(100 * classifier.testAccuracy).toFixed(2)} % of the test emoji's groups)`,
    size: [emojiSize, emojiSize],
    channels: 3,
  } as const;
  return {
    ...own,
    weightsHash,
    resize: emojiResize,
    async extract(images) {
      checkPrepared(images, own);
      const { features, logits } = classifier.classify(images);
      return extractedOf([features, logits]);
    },
    dispose: () => classifier.dispose(),
  };
}
