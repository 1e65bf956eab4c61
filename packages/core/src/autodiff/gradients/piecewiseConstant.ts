import type { Gradient } from '../engine';
import { zero } from './build';

/** Functions whose derivative is zero almost everywhere. With them a mask on the tape is a constant instead of an error. */
export const piecewiseConstant: readonly Gradient[] = [
  ...[
    'Sign',
    'Step',
    'Floor',
    'Ceil',
    'Round',
    'ArgMax',
    'ArgMin',
    'IsFinite',
    'IsInf',
    'IsNan',
    'OnesLike',
    'ZerosLike',
    'LogicalNot',
    'All',
    'Any',
  ].map((kernelName) => zero(kernelName, 'x')),
  ...[
    'Equal',
    'NotEqual',
    'Greater',
    'GreaterEqual',
    'Less',
    'LessEqual',
    'LogicalAnd',
    'LogicalOr',
    'LogicalXor',
    'FloorDiv',
    'BitwiseAnd',
  ].map((kernelName) => zero(kernelName, 'a', 'b')),
  ...['SearchSorted', 'LowerBound', 'UpperBound'].map((kernelName) => zero(kernelName, 'sortedSequence', 'values')),
  ...['NonMaxSuppressionV3', 'NonMaxSuppressionV4'].map((kernelName) => zero(kernelName, 'boxes', 'scores')),
  zero('OneHot', 'indices'),
  // For a given seed the draws are a step function of the logits.
  zero('Multinomial', 'logits'),
  zero('BroadcastArgs', 's0', 's1'),
  zero('SparseReshape', 'inputIndices', 'inputShape', 'newShape'),
];
