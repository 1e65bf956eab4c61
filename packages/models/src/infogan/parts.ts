import { batchNorm, initializers, type Part } from '@ganblocks/layers';

/** First weights of dense layers and transposed convolutions, as in the code: N(0, 0.02). */
export const initializer = initializers.normal({ deviation: 0.02 });

/** Those of convolutions: the same, drawn again beyond two deviations. */
export const truncated = initializers.truncatedNormal({ deviation: 0.02 });

/** Batch norm; its scales begin as N(1, 0.02), as in the code. */
export const norm = (name: string): Part => batchNorm({ scaleInitializer: initializers.normal({ mean: 1, deviation: 0.02 }), name });

/** A convolution that halves, or a transposed one that doubles. */
export const stride2 = { kernelSize: 4, stride: 2, padding: 1 } as const;
