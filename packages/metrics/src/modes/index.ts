export { modeCoverage } from './modeCoverage';
export type { ModeCoverage, ModeCoverageOptions } from './modeCoverage';
export { stackedModes } from './stackedModes';
export type { StackedModes, StackedModesOptions } from './stackedModes';
