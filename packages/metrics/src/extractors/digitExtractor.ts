import type { DigitClassifier } from '../digits/digitClassifier';
import { extractedOf } from './extractedOf';
import type { Extractor } from './extractor';
import { checkPrepared } from './prepareImages';

/**
 * The digit classifier as an extractor: 84 features and 10 logits of grey images of 28 x 28; others are averaged and resized. Its features tell digits
 * apart and little else. `bundledDigitExtractor` of `@ganblocks/metrics/node` has the weights of the package.
 *
 * @param classifier Disposed with the extractor.
 * @example const extractor = digitExtractor(digitClassifier(await readFile('digits.safetensors')));
 */
export function digitExtractor(classifier: DigitClassifier, { weightsHash }: { readonly weightsHash?: string } = {}): Extractor {
  const own = {
    name: `digit classifier (${(100 * classifier.testAccuracy).toFixed(2)} % of MNIST's test digits)`,
    size: [28, 28],
    channels: 1,
  } as const;
  return {
    ...own,
    weightsHash,
    resize: 'pilBilinear',
    async extract(images) {
      checkPrepared(images, own);
      const { features, logits } = classifier.classify(images);
      return extractedOf([features, logits]);
    },
    dispose: () => classifier.dispose(),
  };
}
