export { compareGolden } from './compareGolden';
export type { Comparison } from './compareGolden';
export type { GoldenArray, GoldenCase, GoldenDtype, GoldenEntry, GoldenPenalty, GoldenTensor, Tolerance } from './goldenCase';
export { parseManifest } from './parseManifest';
export { readGoldens } from './readGoldens';
export type { GoldenFiles, Goldens } from './readGoldens';
