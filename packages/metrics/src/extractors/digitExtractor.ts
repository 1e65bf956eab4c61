import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { DigitClassifier } from '../digits/digitClassifier';
import { digitClasses, digitFeatures } from '../digits/digitNetwork';
import { featureRows } from '../features/features';
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
      const outputs = tf.tidy(() => {
        const { features, logits } = classifier.classify(images);
        return [features, logits] as [Tensor2D, Tensor2D];
      });
      try {
        const [features, logits] = await Promise.all(outputs.map((output) => output.data<'float32'>()));
        return { features: featureRows(features!, digitFeatures), logits: featureRows(logits!, digitClasses) };
      } finally {
        tf.dispose(outputs);
      }
    },
    dispose: () => classifier.dispose(),
  };
}
