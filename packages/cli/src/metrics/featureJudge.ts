import { check } from '@ganblocks/core';
import { asBytes, type Extractor, fidMetric, kidMetric, precisionRecallMetric, prepareImages, randomFeatures } from '@ganblocks/metrics';
import { bundledDigitExtractor, bundledEmojiExtractor } from '@ganblocks/metrics/node';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Judge, JudgedImages } from './judge';

const prdc = ['precision', 'recall', 'density', 'coverage'] as const;

/** Streaming metrics, and the names of their figures that can be asked for. */
const families = [
  { names: ['fid'], open: fidMetric },
  { names: ['kid'], open: kidMetric },
  { names: prdc, open: precisionRecallMetric },
] as const;

/** Distances of features, for images of any size: by the networks that come with `@ganblocks/metrics`, none of them Inception. */
export const featureJudge: Judge = {
  metrics: [
    { name: 'fid', better: 'lower', help: 'Fréchet distance of features to real images; 0 is no difference. No Inception FID.' },
    { name: 'kid', better: 'lower', help: 'Kernel distance of the same features: fair for few images; about 0 is no difference.' },
    { name: 'precision', better: 'higher', help: 'Share of samples that lie among the real images: quality.' },
    { name: 'recall', better: 'higher', help: 'Share of real images that lie among the samples: variety.' },
    { name: 'density', better: 'higher', help: 'As precision, less shaken by odd real images; may exceed 1.' },
    { name: 'coverage', better: 'higher', help: 'As recall, less shaken by odd samples.' },
  ],
  groups: { prdc },
  judges: 'images of any size',
  fits: ({ resolution, imageChannels }) => resolution > 0 && (imageChannels === 1 || imageChannels === 3),
  async open(images, names) {
    const extractor = await extractorOf(images);
    const metrics = families.filter((family) => family.names.some((name) => names.includes(name))).map(({ open }) => open());
    const features = (batch: Tensor4D, whose: string) => featuresOf(extractor, batch, whose);
    return {
      async addReal(batch) {
        const input = await features(batch, 'real');
        for (const metric of metrics) metric.addReal(input);
      },
      async addFake(batch) {
        const input = await features(batch, 'generated');
        for (const metric of metrics) metric.addFake(input);
      },
      figures: () => Object.assign({}, ...metrics.map((metric) => metric.result())) as Record<string, number>,
      clearFakes: () => metrics.forEach((metric) => metric.clear('fakes')),
      note: `By the features of the ${extractor.name}, images resized by ${extractor.resize}. They compare runs; with Inception's figures they have nothing in common.`,
      dispose: () => extractor.dispose(),
    };
  },
};

const extractorOf = ({ resolution, imageChannels }: JudgedImages): Promise<Extractor> | Extractor => {
  if (imageChannels === 3) return bundledEmojiExtractor();
  return resolution === 28 ? bundledDigitExtractor() : randomFeatures({ channels: 1 });
};

const featuresOf = async (extractor: Extractor, images: Tensor4D, whose: string) => {
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
