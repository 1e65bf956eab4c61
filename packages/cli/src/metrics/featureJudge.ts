import { check } from '@ganblocks/core';
import {
  asBytes,
  type Extractor,
  fidMetric,
  inceptionScoreMetric,
  kidMetric,
  precisionRecallMetric,
  prepareImages,
} from '@ganblocks/metrics';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { extractorChoice } from './extractorChoice';
import { extractorWords } from './extractorWords';
import type { Judge } from './judge';

const prdc = ['precision', 'recall', 'density', 'coverage'] as const;

type Input = Awaited<ReturnType<Extractor['extract']>>;

/** A score of logits, which `chooseMetrics` has seen to. */
const scoreOfClasses = () => {
  const score = inceptionScoreMetric();
  return { ...score, addReal: () => undefined, addFake: ({ logits }: Input) => score.addFake({ logits: logits! }) };
};

/** Streaming metrics, and the names of their figures that can be asked for. */
const families = [
  { names: ['fid'], open: fidMetric },
  { names: ['kid'], open: kidMetric },
  { names: prdc, open: precisionRecallMetric },
  { names: ['inception-score'], open: scoreOfClasses },
] as const;

/** Distances of features, for images of any size: by the networks that come with `@ganblocks/metrics`, or by Inception with weights of a file. */
export const featureJudge: Judge = {
  metrics: [
    {
      name: 'fid',
      better: 'lower',
      help: 'Fréchet distance of features to real images; 0 is no difference. FID where --extractor is Inception.',
    },
    { name: 'kid', better: 'lower', help: 'Kernel distance of the same features: fair for few images; about 0 is no difference.' },
    { name: 'precision', better: 'higher', help: 'Share of samples that lie among the real images: quality.' },
    { name: 'recall', better: 'higher', help: 'Share of real images that lie among the samples: variety.' },
    { name: 'density', better: 'higher', help: 'As precision, less shaken by odd real images; may exceed 1.' },
    { name: 'coverage', better: 'higher', help: 'As recall, less shaken by odd samples.' },
    {
      name: 'inception-score',
      better: 'higher',
      help: 'How sure the extractor is of classes, and how many there are: 1 to the number of its classes. By a classifier alone.',
      extra: true,
      only: { words: "an extractor that classifies, which 'random' does not", fits: (images) => extractorChoice(images).classifies },
    },
  ],
  groups: { prdc },
  judges: 'images of any size',
  fits: ({ resolution, imageChannels }) => resolution > 0 && (imageChannels === 1 || imageChannels === 3),
  async open(images, names) {
    const choice = extractorChoice(images);
    const metrics = families
      .filter((family) => family.names.some((name) => names.includes(name)))
      .map(({ open, names: figures }) => ({ ...open(), asked: figures }));
    const extractor = await choice.open();
    const features = (batch: Tensor4D, whose: string) => featuresOf(extractor, batch, whose);
    const { name, weightsHash, size, channels, resize } = extractor;
    return {
      async addReal(batch) {
        const input = await features(batch, 'real');
        for (const metric of metrics) metric.addReal(input);
      },
      async addFake(batch) {
        const input = await features(batch, 'generated');
        for (const metric of metrics) metric.addFake(input);
      },
      figures() {
        const figures = Object.assign({}, ...metrics.map((metric) => metric.result())) as Record<string, number>;
        return { ...figures, 'inception-score': figures['inceptionScore'] ?? NaN };
      },
      clearFakes: () => metrics.forEach((metric) => metric.clear('fakes')),
      note: `By ${extractorWords(extractor)}; images cut to bytes first.${choice.ofPapers ? '' : ' They compare runs; with the figures of papers they have nothing in common.'}`,
      extractor: { name, weightsHash, size, channels, resize },
      settings: Object.fromEntries(metrics.map((metric) => [metric.asked.join(', '), metric.settings])),
      dispose: () => extractor.dispose(),
    };
  },
};

const featuresOf = async (extractor: Extractor, images: Tensor4D, whose: string): Promise<Input> => {
  // Rectifiers of some backends make a number of NaN: the features would not tell.
  const finite = (await images.data()).every(Number.isFinite);
  check(finite, () => `evaluate: ${whose} images must be finite. Got NaN or infinity. Has the generator diverged?`);
  const prepared = tf.tidy(() => prepareImages(asBytes(images), extractor));
  try {
    return await extractor.extract(prepared);
  } finally {
    prepared.dispose();
  }
};
