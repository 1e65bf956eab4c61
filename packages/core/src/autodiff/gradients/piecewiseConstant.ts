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
  ...['Equal', 'NotEqual', 'Greater', 'GreaterEqual', 'Less', 'LessEqual', 'LogicalAnd', 'LogicalOr', 'LogicalXor', 'FloorDiv'].map(
    (kernelName) => zero(kernelName, 'a', 'b'),
  ),
  zero('OneHot', 'indices'),
];
