import { complexNumbers } from '../kernels/complexNumbers';
import type { Kernel } from '../kernels/kernel';
import { runningTotals } from '../kernels/runningTotals';
import { cropAndResize } from './cropAndResize';
import { evenProducts } from './evenProducts';

/** What the stock WebGL backend computes wrongly. */
export const webglKernels: readonly Kernel[] = [...complexNumbers, cropAndResize, ...evenProducts, ...runningTotals];
