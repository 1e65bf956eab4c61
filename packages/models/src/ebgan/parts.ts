import { batchNorm, dense, initializers, type Initializer, type Part, relu } from '@ganblocks/layers';

/** First weights: N(0, deviation²). */
export const gaussian = (deviation = 0.02): Initializer => initializers.normal({ deviation });

/** A dense layer with a ReLU, between them batch norm, whose offset is the bias then, or nothing. */
export const rectified = (
  units: number,
  { initializer, norm }: { initializer: Initializer; norm: boolean },
  name: string,
): readonly Part[] => [
  dense({ units, initializer, useBias: !norm, name }),
  ...(norm ? [batchNorm({ name: `${name}/norm` })] : []),
  relu({ name: `${name}/relu` }),
];
