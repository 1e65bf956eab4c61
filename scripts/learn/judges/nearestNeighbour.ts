import { mnist } from '@ganblocks/data/node';
import { type LabelledFeatures, nearestNeighbourAccuracy } from '@ganblocks/metrics';
import { ability } from './ability';
import { pixels, rowsOf } from './labelledImages';
import type { Judge } from './judge';

/** Images of the gallery: the neighbours of each. */
const GALLERY = 10_000;

/**
 * What an encoder has learned without labels: `nearestNeighbour`, the share of MNIST's test images whose nearest of 10,000 training images, by the
 * Euclidean distance of the encoder's features, shows the same digit; `pixels`, the same by the images themselves, which no training changes. Of the
 * untrained system it is the figure of a random encoder.
 *
 * Needs a system that has `features(images)`.
 *
 * @see Donahue, Krähenbühl & Darrell 2017, Adversarial Feature Learning, section 4.1, https://arxiv.org/abs/1605.09782
 */
export const nearestNeighbour: Judge = {
  figures: { nearestNeighbour: 'higher', pixels: 'neither' },
  samples: 10_000,
  by: '10,000 test images of MNIST, each named after the nearest of 10,000 training images',
  async open({ samples }) {
    const [train, test] = [mnist(), mnist({ split: 'test' })];
    const gallery = Math.min(GALLERY, samples);
    const accuracy = async (make: typeof pixels): Promise<number> => {
      const known: LabelledFeatures = await rowsOf(train, gallery, make);
      return nearestNeighbourAccuracy(known, await rowsOf(test, samples, make));
    };
    const byPixels = await accuracy(pixels);
    return {
      async measure(system) {
        return { nearestNeighbour: await accuracy(ability('nearestNeighbour', system, 'features')), pixels: byPixels };
      },
      dispose: () => undefined,
    };
  },
};
