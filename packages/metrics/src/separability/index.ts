export { linearClassifier } from './linearClassifier';
export type { LinearClassifier, LinearClassifierOptions } from './linearClassifier';
export { linearProbeAccuracy } from './linearProbe';
export { conditionalEntropy, linearSeparability, separabilityScore, surestSamples } from './linearSeparability';
export type { LinearSeparability, LinearSeparabilityOptions } from './linearSeparability';
