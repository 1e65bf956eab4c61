import type { SymbolicTensor } from '@tensorflow/tfjs-layers';

/** A block that gives what lies on its way too: all features in the order in which they are computed, the result last. */
export type FeatureBlock = (x: SymbolicTensor, name: string) => readonly SymbolicTensor[];
