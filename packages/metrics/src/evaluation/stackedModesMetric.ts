import { check } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Rank } from '@tensorflow/tfjs-core';
import { indexOfLargest } from '../classification/classificationAccuracy';
import type { Extractor } from '../extractors/extractor';
import { prepareImages } from '../extractors/prepareImages';
import { checkImages } from '../features/images';
import { stackedModes } from '../modes/stackedModes';
import type { Metric } from './metric';

/**
 * The modes of stacked digits as a streaming metric; see `stackedModes`. The classifier sees each channel of an image by itself. It keeps one number a
 * channel. Figures: `modes`, `modesDivergence`.
 *
 * @param options The classifier is an extractor that gives logits, and is not disposed: `bundledDigitExtractor()` for digits.
 * @see Metz et al. 2017, Unrolled GANs, https://arxiv.org/abs/1611.02163
 * @example const modes = stackedModesMetric({ classifier: digitExtractor(digitClassifier(await readFile('digits.safetensors'))) });
 */
export function stackedModesMetric({ classifier }: { readonly classifier: Extractor }): Metric<'images', 'modes' | 'modesDivergence'> {
  let predicted: number[] = [];
  let [channels, classes] = [0, 0];
  return {
    name: 'stacked modes',
    figures: { modes: 'higher', modesDivergence: 'lower' },
    settings: { classifier: classifier.name, ...(classifier.weightsHash !== undefined && { weightsHash: classifier.weightsHash }) },
    needs: ['images'],
    compares: 'fakes',
    addReal: () => undefined,
    async addFake({ images }) {
      checkImages('stacked modes', 'images', images);
      const { shape, data } = images;
      const [n, height, width, depth] = shape;
      check(channels === 0 || depth === channels, () => `stacked modes: every batch must have ${channels} channels. Got ${depth}.`);
      // [n, H, W, C] to [n C, H, W, 1]: the channels of an image one after another.
      const prepared = tf.tidy(() => {
        const stacked = tf.transpose(tf.tensor4d(Float32Array.from(data), [...shape]), [0, 3, 1, 2]);
        return prepareImages(tf.reshape<Rank.R4>(stacked, [n * depth, height, width, 1]), classifier);
      });
      try {
        const { logits } = await classifier.extract(prepared);
        check(
          logits !== undefined,
          () => `stacked modes: '${classifier.name}' must give class logits. Got features alone. Use a classifier.`,
        );
        [channels, classes] = [depth, logits.columns];
        for (let i = 0; i < logits.rows; i++) predicted.push(indexOfLargest(logits.data.subarray(i * classes, (i + 1) * classes)));
      } finally {
        prepared.dispose();
      }
    },
    result() {
      check(predicted.length > 0, () => 'stacked modes: expected fakes. Got none. Call addFake first.');
      const { modes, divergence } = stackedModes(predicted, { classes, channels });
      return { modes, modesDivergence: divergence };
    },
    clear() {
      [predicted, channels] = [[], 0];
    },
  };
}
