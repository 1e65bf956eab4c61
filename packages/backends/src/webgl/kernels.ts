import { complexNumbers } from '../complexNumbers';
import type { Kernel } from '../kernel';
import { runningTotals } from '../runningTotals';
import { cropAndResize } from './cropAndResize';
import { evenProducts } from './evenProducts';

/** What the stock WebGL backend computes wrongly. */
export const webglKernels: readonly Kernel[] = [...complexNumbers, cropAndResize, ...evenProducts, ...runningTotals];
