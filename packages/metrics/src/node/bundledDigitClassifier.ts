import { digitClassifier, type DigitClassifier } from '../digits/digitClassifier';
import { bundledWeights } from './bundledWeights';

/**
 * The digit classifier with the weights that come with this package; see `weights/README.md` there for how they were trained.
 * The caller disposes it.
 *
 * @throws GanError if the weights are not where the package has them, or damaged.
 * @example const classifier = await bundledDigitClassifier();
 */
export async function bundledDigitClassifier(): Promise<DigitClassifier> {
  return digitClassifier(await bundledWeights('bundledDigitClassifier', 'digits.safetensors', 'digitClassifier'));
}
