import { batchNorm, dropout, gaussianNoise, type Initializer, initializers, leakyRelu, type Part, relu } from '@ganblocks/layers';
import { smallNormal } from '../parts/firstWeights';
import type { AcganConfig } from './config';

/** First weights of kernels: N(0, 0.02), or by the numbers of inputs and outputs. */
export const initializerOf = ({ initializer }: Pick<AcganConfig, 'initializer'>): Initializer =>
  initializer === 'normal' ? smallNormal : initializers.glorotNormal();

/** Batch norm, if any, and ReLU of the generator, in their order. */
export function rectified(normed: boolean, { normAt }: Pick<AcganConfig, 'normAt'>, path: string): readonly Part[] {
  const norm = normed ? [batchNorm({ name: `${path}/norm` })] : [];
  const rectifier = relu({ name: `${path}/relu` });
  return normAt === 'before' ? [...norm, rectifier] : [rectifier, ...norm];
}

/** What is behind a layer of the discriminator: batch norm, leaky ReLU, noise, dropout; all but the second only if they are wanted. */
export function judged(normed: boolean, settings: Pick<AcganConfig, 'activationNoise' | 'dropout'>, path: string): readonly Part[] {
  const { activationNoise: deviation, dropout: rate } = settings;
  return [
    ...(normed ? [batchNorm({ name: `${path}/norm` })] : []),
    leakyRelu({ slope: 0.2, name: `${path}/leakyRelu` }),
    ...(deviation > 0 ? [gaussianNoise({ deviation, name: `${path}/noise` })] : []),
    ...(rate > 0 ? [dropout({ rate, name: `${path}/dropout` })] : []),
  ];
}
