export { inceptionScore, labelDivergences } from './inceptionScore';
export type { ClassOutputs, InceptionScore, InceptionScoreOptions } from './inceptionScore';
