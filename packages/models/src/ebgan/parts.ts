import { batchNorm, dense, initializers, type Initializer, type Part, relu } from '@ganblocks/layers';

/** First weights: N(0, deviation²). */
export const gaussian = (deviation = 0.02): Initializer => initializers.normal({ deviation });

/** What PyTorch's linear layers begin with: uniform in ±1 / √inputs. */
export const byInputs: Initializer = initializers.varianceScaling({ scale: 1 / 3, distribution: 'uniform' });

/** Scales as the PyTorch codes have them in front of images: N(1, 0.02²). */
export const scaleInitializer = initializers.normal({ mean: 1, deviation: 0.02 });

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
