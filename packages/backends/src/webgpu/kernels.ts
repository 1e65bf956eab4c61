import { complexNumbers } from '../kernels/complexNumbers';
import type { Kernel } from '../kernels/kernel';
import { addN } from './addN';
import { cast } from './cast';
import { cumulative } from './cumulative';
import { nonMaxSuppression } from './nonMaxSuppression';
import { pad } from './pad';
import { reductions } from './reductions';
import { tile } from './tile';
import { transpose } from './transpose';

/** What the stock WebGPU backend computes wrongly or not at all. */
export const webgpuKernels: readonly Kernel[] = [
  addN,
  cast,
  ...complexNumbers,
  ...cumulative,
  ...nonMaxSuppression,
  pad,
  ...reductions,
  tile,
  transpose,
];
