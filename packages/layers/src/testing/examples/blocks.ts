import * as initializers from '../../initializers/index';
import type { LayerExamples } from '../layerExamples';
import { fade } from '../../blocks/style/fade';
import { layerScale } from '../../blocks/style/layerScale';

export const blockExamples: LayerExamples = {
  GanFade: [
    {
      make: () => fade(),
      inputs: [{ shape: [2, 3, 2] }, { shape: [2, 3, 2] }, { shape: [] }],
      outputShape: [2, 3, 2],
      weights: [],
      refuses: [
        {
          inputs: [[2, 3, 2], [2, 3, 1], []],
          error: 'fade: before and after must have the same shape. Got [2, 3, 2] and [2, 3, 1].',
        },
        { inputs: [[2], [2]], error: 'fade: the inputs must be [before, after, alpha]. Got 2.' },
      ],
    },
    { make: () => fade(), inputs: [{ shape: [3] }, { shape: [3] }, { shape: [1] }], outputShape: [3] },
  ],
  GanLayerScale: [
    {
      make: () => layerScale({ initializer: initializers.normal({ deviation: 0.5 }) }),
      inputs: [2, 3],
      outputShape: [2, 3],
      weights: ['scale'],
      refuses: [{ inputs: [[]], error: 'layerScale: the input must be [N, …, C] with a known C. Got [null].' }],
    },
  ],
};
