import type { LayerExamples } from '../layerExamples';
import { averagePool } from '../../resampling/averagePool';
import { blurPool } from '../../resampling/blurPool';
import { globalAveragePool } from '../../resampling/globalAveragePool';
import { globalSumPool } from '../../resampling/globalSumPool';
import { maxPool } from '../../resampling/maxPool';

const notImages = (where: string): string => `${where}: the input must be images [N, H, W, C]. Got [null, 2]. Reshape it first.`;

export const poolingExamples: LayerExamples = {
  GanAveragePool: [
    {
      make: () => averagePool(),
      inputs: [4, 5, 2],
      outputShape: [2, 2, 2],
      weights: [],
      refuses: [
        { make: () => averagePool({ padding: 2 }), error: 'averagePool: padding must be at most half the window.' },
        { inputs: [[1, 4, 2]], error: 'averagePool: the kernel must fit into the padded image.' },
      ],
    },
    {
      make: () => averagePool({ size: 3, stride: [2, 1], padding: 1, countPadding: false }),
      inputs: [4, 3, 1],
      outputShape: [2, 3, 1],
    },
  ],
  GanMaxPool: [
    {
      make: () => maxPool(),
      inputs: [4, 4, 2],
      outputShape: [2, 2, 2],
      weights: [],
      refuses: [
        { make: () => maxPool({ size: 0 }), error: 'maxPool: size must be an integer >= 1' },
        { inputs: [[2]], error: notImages('maxPool') },
      ],
    },
    { make: () => maxPool({ size: 3, stride: 2, padding: 1 }), inputs: [4, 4, 1], outputShape: [2, 2, 1] },
  ],
  GanGlobalAveragePool: [
    {
      make: () => globalAveragePool(),
      inputs: [3, 2, 4],
      outputShape: [4],
      weights: [],
      refuses: [{ inputs: [[2]], error: notImages('globalAveragePool') }],
    },
  ],
  GanGlobalSumPool: [
    {
      make: () => globalSumPool(),
      inputs: [3, 2, 4],
      outputShape: [4],
      weights: [],
      refuses: [{ inputs: [[2]], error: notImages('globalSumPool') }],
    },
  ],
  GanBlurPool: [
    {
      make: () => blurPool(),
      inputs: [5, 4, 2],
      outputShape: [3, 2, 2],
      weights: [],
      refuses: [
        { make: () => blurPool({ stride: 0 }), error: 'blurPool: stride must be a positive integer. Got 0.' },
        { make: () => blurPool({ taps: [1, -1] }), error: 'blurPool: taps must be numbers with a sum other than 0. Got [1,-1].' },
        { inputs: [[1, 4, 2]], error: 'blurPool: the image must be longer than half the filter. Got 1 x 4 pixels, 3 taps.' },
      ],
    },
    { make: () => blurPool({ taps: [1, 3, 3, 1], stride: 3 }), inputs: [4, 7, 1], outputShape: [2, 3, 1] },
  ],
};
