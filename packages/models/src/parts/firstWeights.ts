import { batchNorm, initializers, type Part } from '@ganblocks/layers';

/** First weights of kernels as DCGAN has them, and many after it: N(0, 0.02). */
export const smallNormal = initializers.normal({ deviation: 0.02 });

/** Those of Torch's own layers: uniform in ±1 / √inputs. */
export const byInputs = initializers.varianceScaling({ scale: 1 / 3, distribution: 'uniform' });

/** First scales of batch norm as the PyTorch example of DCGAN has them: N(1, 0.02). */
export const nearOne = initializers.normal({ mean: 1, deviation: 0.02 });

/** Batch norm whose scales begin near one. */
export const norm = (name: string): Part => batchNorm({ scaleInitializer: nearOne, name });
