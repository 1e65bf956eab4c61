import { digitScore, type ExtractorStatement } from '@ganblocks/metrics';
import { bundledDigitClassifier, bundledDigitExtractor } from '@ganblocks/metrics/node';
import type { Judge } from './judge';

/** The digit classifier that comes with `@ganblocks/metrics`. */
export const digitJudge: Judge = {
  metrics: [
    {
      name: 'digit-score',
      better: 'higher',
      help: 'Inception score over a digit classifier: 1 (all alike, or no digits) to 10 (sure digits, all ten alike). For MNIST.',
    },
    {
      name: 'digit-frechet',
      better: 'lower',
      help: 'Fréchet distance to real images over the features of the same classifier; 0 is no difference. No Inception FID.',
    },
  ],
  judges: 'gray images of 28 x 28',
  fits: ({ resolution, imageChannels }) => resolution === 28 && imageChannels === 1,
  async open() {
    const extractor = await statementOf();
    const classifier = await bundledDigitClassifier();
    const score = digitScore({ classifier });
    return {
      addReal: (images) => score.addReal(images),
      addFake: (images) => score.addFake(images),
      figures() {
        const { score: digits, frechet = NaN } = score.result();
        return { 'digit-score': digits, 'digit-frechet': frechet };
      },
      clearFakes: () => score.clearFakes(),
      note: `By the bundled digit classifier, ${(100 * classifier.testAccuracy).toFixed(2)} % right on MNIST's test images; weights SHA-256 ${extractor.weightsHash}.`,
      extractor,
      settings: {},
      dispose: () => classifier.dispose(),
    };
  },
};

/** What results say of the same classifier as an extractor. */
const statementOf = async (): Promise<ExtractorStatement> => {
  const extractor = await bundledDigitExtractor();
  extractor.dispose();
  const { name, weightsHash, size, channels, resize } = extractor;
  return { name, weightsHash, size, channels, resize };
};
