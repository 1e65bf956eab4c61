import * as initializers from '../../initializers/index';
import { spectralNorm, weightNorm } from '../../reparametrization/index';
import { bidirectionalGru } from '../../recurrent/bidirectionalGru';
import { bidirectionalLstm } from '../../recurrent/bidirectionalLstm';
import { gru } from '../../recurrent/gru';
import { gruCell } from '../../recurrent/gruCell';
import { lstm } from '../../recurrent/lstm';
import { lstmCell } from '../../recurrent/lstmCell';
import type { ExampleInput } from '../layerExample';
import type { LayerExamples } from '../layerExamples';

const own = ['input', 'inputBias', 'recurrent', 'recurrentBias'];
const directions = ['forward', 'backward'].flatMap((way) => own.map((word) => way + word.charAt(0).toUpperCase() + word.slice(1)));
const padded: readonly ExampleInput[] = [{ shape: [3, 2] }, { shape: [], of: { from: 1, to: 3 } }];

export const recurrentExamples: LayerExamples = {
  GanLstm: [
    {
      make: () => lstm({ units: 3 }),
      inputs: [3, 2],
      outputShape: [3, 3],
      weights: own,
      refuses: [
        { make: () => lstm({ units: 0 }), error: 'lstm: units must be a positive integer. Got 0.' },
        { inputs: [[2]], error: 'lstm: x must be [N, T, C]. Got [null, 2].' },
        { inputs: [[3, 2], [3]], error: 'lstm: lengths must be [N]. Got [null, 3].' },
        { inputs: [[3, 2], [], []], error: 'lstm: the inputs must be x or [x, lengths]. Got 3.' },
      ],
    },
    {
      make: () => lstm({ units: 2, returns: 'last', reverse: true, useBias: false }),
      inputs: padded,
      outputShape: [2],
      weights: ['input', 'recurrent'],
    },
    {
      make: () => lstm({ units: 2, initializer: initializers.normal({ deviation: 0.5 }), reparam: weightNorm() }),
      inputs: padded,
      outputShape: [3, 2],
      weights: ['input', 'inputBias', 'inputGain', 'recurrent', 'recurrentBias', 'recurrentGain'],
    },
  ],
  GanGru: [
    {
      make: () => gru({ units: 3, returns: 'last' }),
      inputs: padded,
      outputShape: [3],
      weights: own,
      refuses: [
        { make: () => gru({ units: -1 }), error: 'gru: units must be a positive integer. Got -1.' },
        { inputs: [[2, 3, 2]], error: 'gru: x must be [N, T, C]. Got [null, 2, 3, 2].' },
      ],
    },
    { make: () => gru({ units: 2, reverse: true, useBias: false }), inputs: [2, 2], outputShape: [2, 2], weights: ['input', 'recurrent'] },
  ],
  GanBidirectionalLstm: [
    {
      make: () => bidirectionalLstm({ units: 2 }),
      inputs: padded,
      outputShapes: [[3, 4], [4]],
      weights: directions,
      refuses: [
        { make: () => bidirectionalLstm({ units: 1.5 }), error: 'bidirectionalLstm: units must be a positive integer. Got 1.5.' },
        { inputs: [[2]], error: 'bidirectionalLstm: x must be [N, T, C]. Got [null, 2].' },
      ],
    },
    {
      make: () => bidirectionalLstm({ units: 2, useBias: false, reparam: spectralNorm() }),
      inputs: [2, 2],
      outputShapes: [[2, 4], [4]],
      trainingDiffers: true,
      derivatives: 'inference',
    },
  ],
  GanBidirectionalGru: [
    {
      make: () => bidirectionalGru({ units: 2 }),
      inputs: padded,
      outputShapes: [[3, 4], [4]],
      weights: directions,
      refuses: [
        { make: () => bidirectionalGru({ units: 0 }), error: 'bidirectionalGru: units must be a positive integer. Got 0.' },
        { inputs: [[3, 2], [1]], error: 'bidirectionalGru: lengths must be [N]. Got [null, 1].' },
      ],
    },
  ],
  GanLstmCell: [
    {
      make: () => lstmCell({ units: 2 }),
      inputs: [{ shape: [3] }, { shape: [2] }, { shape: [2] }],
      outputShapes: [[2], [2]],
      weights: own,
      refuses: [
        { make: () => lstmCell({ units: 0 }), error: 'lstmCell: units must be a positive integer. Got 0.' },
        { inputs: [[3], [2]], error: 'lstmCell: the inputs must be [x, hidden, cell]. Got 2.' },
        { inputs: [[3], [2], [3]], error: 'lstmCell: cell must have 2 numbers, as many as units. Got 3.' },
      ],
    },
  ],
  GanGruCell: [
    {
      make: () => gruCell({ units: 2, useBias: false }),
      inputs: [{ shape: [3] }, { shape: [2] }],
      outputShape: [2],
      weights: ['input', 'recurrent'],
      refuses: [
        { make: () => gruCell({ units: 0 }), error: 'gruCell: units must be a positive integer. Got 0.' },
        { inputs: [[3], [3]], error: 'gruCell: hidden must have 2 numbers, as many as units. Got 3.' },
        { inputs: [[4, 3], [2]], error: 'gruCell: x must be [N, C]. Got [null, 4, 3].' },
      ],
    },
  ],
};
