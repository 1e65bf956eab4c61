import type { LayerExamples } from '../layerExamples';
import { leakyRelu } from '../../activation/leakyRelu';

export const activationExamples: LayerExamples = {
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
