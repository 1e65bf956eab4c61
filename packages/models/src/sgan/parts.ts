import { layers } from '@tensorflow/tfjs-layers';
import { batchNorm, dropout, gaussianNoise, leakyRelu, type Part } from '@ganblocks/layers';

/** Batch norm of the released code: an offset, but no scale. */
export const norm = (name: string): Part => batchNorm({ useScale: false, epsilon: 1e-6, name });

export const softplus = (path: string): Part => layers.activation({ activation: 'softplus', name: `${path}/softplus` });

export const leaky = (path: string): Part => leakyRelu({ slope: 0.2, name: `${path}/leakyRelu` });

export const noise = (deviation: number, path: string): readonly Part[] =>
  deviation > 0 ? [gaussianNoise({ deviation, name: `${path}/noise` })] : [];

export const dropped = (rate: number, path: string): readonly Part[] => (rate > 0 ? [dropout({ rate, name: `${path}/dropout` })] : []);
