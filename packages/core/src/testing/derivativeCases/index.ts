import { activationCases } from './activationCases';
import { convolutionCases } from './convolutionCases';
import type { DerivativeCase } from './derivativeCase';
import { elementCases } from './elementCases';
import { functionCases } from './functionCases';
import { fusedCases } from './fusedCases';
import { imageCases } from './imageCases';
import { linalgCases } from './linalgCases';
import { lossCases } from './lossCases';
import { matrixCases } from './matrixCases';
import { movingCases } from './movingCases';
import { normalizationCases } from './normalizationCases';
import { reductionCases } from './reductionCases';
import { resizingCases } from './resizingCases';
import { samplingCases } from './samplingCases';
import { shapeCases } from './shapeCases';
import { sparseCases } from './sparseCases';
import { spectralCases } from './spectralCases';
import { volumeCases } from './volumeCases';
import { windowCases } from './windowCases';

export type { DerivativeCase };

/** Cases for every differentiable op of tfjs-core (`opCatalogue` holds them complete), to the order that penalties need, some to the third. */
export const derivativeCases: readonly DerivativeCase[] = [
  ...activationCases,
  ...elementCases,
  ...shapeCases,
  ...matrixCases,
  ...convolutionCases,
  ...imageCases,
  ...windowCases,
  ...volumeCases,
  ...samplingCases,
  ...normalizationCases,
  ...resizingCases,
  ...fusedCases,
  ...functionCases,
  ...reductionCases,
  ...movingCases,
  ...linalgCases,
  ...lossCases,
  ...sparseCases,
  ...spectralCases,
];

/** The cases that a backend has the kernels for. */
export const derivativeCasesFor = (backend: string): DerivativeCase[] =>
  derivativeCases.filter(({ lacking = [] }) => !lacking.includes(backend));
