export { msSsim, msSsimWeights, ssim } from './msSsim';
export type { MsSsim, MsSsimOptions } from './msSsim';
