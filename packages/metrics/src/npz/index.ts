export { readNpy, writeNpy } from './npy';
export type { NpyArray } from './npy';
export { readNpz, readStatistics, writeNpz, writeStatistics } from './statistics';
