import { initializers } from '@ganblocks/layers';

/** First weights of convolutions, as in the code: N(0, 0.02), drawn again beyond two deviations. */
export const truncated = initializers.truncatedNormal({ deviation: 0.02 });

/** A convolution that halves, or a transposed one that doubles. */
export const stride2 = { kernelSize: 4, stride: 2, padding: 1 } as const;
