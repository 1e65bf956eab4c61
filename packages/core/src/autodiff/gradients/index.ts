import type { Gradient } from '../engine';
import { activations } from './activations';
import { arithmetic } from './arithmetic';
import { convolution } from './convolution';
import { elementwise } from './elementwise';
import { indexing } from './indexing';
import { matrix } from './matrix';
import { normalization } from './normalization';
import { piecewiseConstant } from './piecewiseConstant';
import { poolingGradients } from './pooling';
import { reductions } from './reductions';
import { resizing } from './resizing';
import { shaping } from './shaping';

/** Every gradient of this library, one a kernel; each is made of ops that are in the list themselves, hence right to any order. */
export const gradients: readonly Gradient[] = [
  ...elementwise,
  ...activations,
  ...piecewiseConstant,
  ...arithmetic,
  ...reductions,
  ...matrix,
  ...shaping,
  ...indexing,
  ...convolution,
  ...poolingGradients,
  ...resizing,
  ...normalization,
];
