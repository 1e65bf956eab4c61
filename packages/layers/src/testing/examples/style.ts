import * as initializers from '../../initializers/index';
import { broadcastStyles } from '../../style/broadcastStyles';
import { dropout } from '../../style/dropout';
import { gaussianNoise } from '../../style/gaussianNoise';
import { glu } from '../../style/glu';
import { injectNoise } from '../../style/injectNoise';
import { learnedConstant } from '../../style/learnedConstant';
import { maxout } from '../../style/maxout';
import { scale } from '../../style/scale';
import { styleAt } from '../../style/styleAt';
import { truncation } from '../../style/truncation';
import type { ExampleInput } from '../layerExample';
import type { LayerExamples } from '../layerExamples';

const strong = initializers.constant(0.5);
const labels: ExampleInput = { shape: [], of: { below: 5 } };

export const styleExamples: LayerExamples = {
  GanBroadcastStyles: [
    {
      make: () => broadcastStyles({ layers: 3 }),
      inputs: [2],
      outputShape: [3, 2],
      weights: [],
      refuses: [
        { make: () => broadcastStyles({ layers: 0 }), error: 'broadcastStyles: layers must be a positive integer. Got 0.' },
        { inputs: [[2, 2]], error: 'broadcastStyles: the styles must be [N, D]. Got [null, 2, 2].' },
      ],
    },
  ],
  GanDropout: [
    {
      make: () => dropout({ rate: 0.4 }),
      inputs: [2, 5],
      outputShape: [2, 5],
      weights: [],
      trainingDiffers: true,
      refuses: [{ make: () => dropout({ rate: 1 }), error: 'dropout: rate, the share that is dropped, must lie in [0, 1). Got 1.' }],
    },
    { make: () => dropout({ spatial: true }), inputs: [2, 3, 4], trainingDiffers: true },
  ],
  GanGaussianNoise: [
    {
      make: () => gaussianNoise({ deviation: 0.4 }),
      inputs: [2, 5],
      outputShape: [2, 5],
      weights: [],
      trainingDiffers: true,
      refuses: [
        { make: () => gaussianNoise({ deviation: -1 }), error: 'gaussianNoise: deviation must be a finite number from 0. Got -1.' },
      ],
    },
    { make: () => gaussianNoise(), inputs: [3], trainingDiffers: true },
  ],
  GanGlu: [
    {
      make: () => glu(),
      inputs: [2, 2, 6],
      outputShape: [2, 2, 3],
      weights: [],
      refuses: [{ inputs: [[3]], error: 'glu: the last axis must be even, since it is halved. Got 3.' }],
    },
  ],
  GanInjectNoise: [
    {
      make: () => injectNoise({ strengthInitializer: strong }),
      inputs: [2, 3, 2],
      outputShape: [2, 3, 2],
      weights: ['strength', 'noise'],
      constants: ['noise'],
      trainingDiffers: true,
      refuses: [
        { make: () => injectNoise({ inference: 'all' as 'none' }), error: "inference must be 'constant', 'fresh' or 'none'. Got 'all'." },
        { inputs: [[4]], error: 'injectNoise: the input must be images [N, H, W, C]. Got [null, 4].' },
      ],
    },
    {
      make: () => injectNoise({ perChannel: true, inference: 'none', strengthInitializer: strong }),
      inputs: [2, 2, 3],
      weights: ['strength'],
      trainingDiffers: true,
    },
  ],
  GanLearnedConstant: [
    {
      make: () => learnedConstant({ shape: [2, 2, 3] }),
      inputs: [labels],
      outputShape: [2, 2, 3],
      weights: ['constant'],
      refuses: [{ make: () => learnedConstant({ shape: [4, 0] }), error: 'shape must hold positive integers, without the batch axis.' }],
    },
    { make: () => learnedConstant({ shape: [5], initializer: strong }), inputs: [{ shape: [2], of: 'mask' }], outputShape: [5] },
  ],
  GanMaxout: [
    {
      make: () => maxout({ pieces: 2 }),
      inputs: [2, 6],
      outputShape: [2, 3],
      weights: [],
      refuses: [
        { make: () => maxout({ pieces: 0 }), error: 'maxout: pieces must be a positive integer. Got 0.' },
        { inputs: [[3]], error: 'maxout: pieces must divide the last axis. Got pieces 2, last axis 3.' },
      ],
    },
    { make: () => maxout({ pieces: 3, slowest: 'pieces' }), inputs: [6], outputShape: [2] },
  ],
  GanScale: [
    {
      make: () => scale({ factor: Math.SQRT1_2 }),
      inputs: [2, 3],
      outputShape: [2, 3],
      weights: [],
      refuses: [{ make: () => scale({ factor: NaN }), error: 'scale: factor must be a finite number. Got NaN.' }],
    },
  ],
  GanStyleAt: [
    {
      make: () => styleAt({ layer: 1 }),
      inputs: [3, 2],
      outputShape: [2],
      weights: [],
      refuses: [
        { make: () => styleAt({ layer: -1 }), error: 'styleAt: layer must be an integer of at least 0. Got -1.' },
        { inputs: [[1, 2]], error: 'styleAt: layer must lie below 1, the number of styles. Got 1.' },
        { inputs: [[2]], error: 'styleAt: the styles must be [N, L, D]. Got [null, 2].' },
      ],
    },
  ],
  GanTruncation: [
    {
      make: () => truncation({ psi: 0.5, momentum: 0.9 }),
      inputs: [3],
      outputShape: [3],
      weights: ['average'],
      trainingDiffers: true,
      derivatives: 'inference',
      refuses: [
        { make: () => truncation({ psi: NaN }), error: 'truncation: psi must be a finite number. Got NaN.' },
        { make: () => truncation({ momentum: 2 }), error: 'truncation: momentum must lie in [0, 1]. Got 2.' },
        { make: () => truncation({ layers: 2 }), error: 'truncation: w must be [N, L, D], since it has layers. Got 2 axes.' },
        { inputs: [[3], [1]], error: 'truncation: psi must be [N], one number for each style. Got 2 axes.' },
      ],
    },
    {
      make: () => truncation({ layers: 2 }),
      inputs: [{ shape: [3, 2] }, { shape: [], of: 'mask' }],
      outputShape: [3, 2],
      trainingDiffers: true,
      derivatives: 'inference',
    },
  ],
};
