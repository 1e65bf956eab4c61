import * as initializers from '../../initializers/index';
import type { LayerExamples } from '../layerExamples';
import { biasAct } from '../../activation/biasAct';
import { leakyRelu } from '../../activation/leakyRelu';

export const activationExamples: LayerExamples = {
  GanBiasAct: [
    {
      make: () => biasAct({ activation: 'leakyRelu', slope: 0.1, biasInitializer: initializers.normal({ deviation: 0.5 }) }),
      inputs: [2, 2, 3],
      outputShape: [2, 2, 3],
      weights: ['bias'],
      refuses: [
        { make: () => biasAct({ activation: 'sine' as 'tanh' }), error: 'biasAct: activation must be one of linear, relu, leakyRelu' },
        { make: () => biasAct({ gain: Infinity }), error: 'biasAct: gain must be a finite number. Got Infinity.' },
        { make: () => biasAct({ clamp: -1 }), error: 'biasAct: clamp must be at least 0, or left out. Got -1.' },
        { make: () => biasAct({ slope: NaN }), error: 'biasAct: slope must be a finite number. Got NaN.' },
        { inputs: [[]], error: 'biasAct: the input must be [N, …, C] with a known C. Got [null].' },
      ],
    },
    { make: () => biasAct({ activation: 'swish', gain: 1, useBias: false }), inputs: [5], outputShape: [5], weights: [] },
    { make: () => biasAct({ activation: 'tanh', clamp: 3, gain: 2 }), inputs: [2, 3], outputShape: [2, 3] },
  ],
  GanLeakyRelu: [
    {
      make: () => leakyRelu(),
      inputs: [2, 2, 3],
      outputShape: [2, 2, 3],
      weights: [],
      refuses: [{ make: () => leakyRelu({ slope: NaN }), error: 'leakyRelu: slope and gain must be finite numbers. Got NaN and 1.' }],
    },
    { make: () => leakyRelu({ slope: 0.1, gain: Math.SQRT2 }), inputs: [5] },
  ],
};
