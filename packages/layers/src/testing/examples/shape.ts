import type { LayerExamples } from '../layerExamples';
import { firstChannels } from '../../shape/firstChannels';

export const shapeExamples: LayerExamples = {
  GanFirstChannels: [
    {
      make: () => firstChannels({ channels: 2 }),
      inputs: [2, 3, 4],
      outputShape: [2, 3, 2],
      weights: [],
      refuses: [
        { make: () => firstChannels({ channels: 0 }), error: 'firstChannels: channels must be a positive integer. Got 0.' },
        { inputs: [[2, 1]], error: "firstChannels: channels must be at most the input's 1. Got 2." },
      ],
    },
    { make: () => firstChannels({ channels: 3 }), inputs: [3], outputShape: [3], weights: [] },
  ],
};
