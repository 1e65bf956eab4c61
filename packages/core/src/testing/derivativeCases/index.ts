import { activationCases } from './activationCases';
import { convolutionCases } from './convolutionCases';
import type { DerivativeCase } from './derivativeCase';
import { elementCases } from './elementCases';
import { imageCases } from './imageCases';
import { matrixCases } from './matrixCases';
import { shapeCases } from './shapeCases';

export type { DerivativeCase };

/** Every op that GANs use, to the order that penalties need, some to the third. */
export const derivativeCases: readonly DerivativeCase[] = [
  ...activationCases,
  ...elementCases,
  ...shapeCases,
  ...matrixCases,
  ...convolutionCases,
  ...imageCases,
];
