import { createHash } from 'node:crypto';
import { digitClassifier } from '../digits/digitClassifier';
import { digitExtractor } from '../extractors/digitExtractor';
import type { Extractor } from '../extractors/extractor';
import { bundledWeights } from './bundledWeights';

/**
 * The digit classifier with the weights that come with this package, as an extractor. The caller disposes it.
 *
 * @throws GanError if the weights are not where the package has them, or damaged.
 * @example
 * const extractor = await bundledDigitExtractor();
 * const { features } = await extractor.extract(images); // [8, 28, 28, 1] to 8 rows of 84
 * extractor.dispose();
 */
export async function bundledDigitExtractor(): Promise<Extractor> {
  const bytes = await bundledWeights('bundledDigitExtractor', 'digits.safetensors', 'digitClassifier');
  return digitExtractor(digitClassifier(bytes), { weightsHash: createHash('sha256').update(bytes).digest('hex') });
}
