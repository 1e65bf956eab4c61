import type { Gradient } from '../engine';
import { activations } from './activations';
import { arithmetic } from './arithmetic';
import { convolution } from './convolution';
import { cropping } from './cropAndResize';
import { dilation } from './dilation';
import { elementwise } from './elementwise';
import { functions } from './functions';
import { fusedGradients } from './fused';
import { indexing } from './indexing';
import { localResponseNormalization } from './localResponse';
import { matrix } from './matrix';
import { normalization } from './normalization';
import { piecewiseConstant } from './piecewiseConstant';
import { poolingGradients } from './pooling';
import { ragged } from './ragged';
import { projection } from './projection';
import { reductions } from './reductions';
import { refusals } from './refusals';
import { resizing } from './resizing';
import { scans } from './scans';
import { selection } from './selection';
import { shaping } from './shaping';
import { turning } from './turning';
import { sparse } from './sparse';
import { spectral } from './spectral';

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
  ...localResponseNormalization,
  ...dilation,
  ...cropping,
  ...projection,
  ...turning,
  ...fusedGradients,
  ...functions,
  ...ragged,
  ...refusals,
  ...scans,
  ...selection,
  ...sparse,
  ...spectral,
];
