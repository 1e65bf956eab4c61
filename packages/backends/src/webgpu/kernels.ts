import type { Kernel } from '../kernel';
import { addN } from './addN';
import { cast } from './cast';
import { complexArithmetic } from './complexArithmetic';
import { cumulative } from './cumulative';
import { nonMaxSuppression } from './nonMaxSuppression';
import { pad } from './pad';
import { parts } from './parts';
import { reductions } from './reductions';
import { tile } from './tile';
import { transpose } from './transpose';

/** What the stock WebGPU backend computes wrongly or not at all. */
export const webgpuKernels: readonly Kernel[] = [
  addN,
  cast,
  ...complexArithmetic,
  ...cumulative,
  ...nonMaxSuppression,
  pad,
  ...parts,
  ...reductions,
  tile,
  transpose,
];
