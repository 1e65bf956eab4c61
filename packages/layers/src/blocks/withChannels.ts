import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { channelsOf } from '../layer/shapes';
import { type Block, sequence } from '../model/sequence';
import { firstChannels } from '../shape/firstChannels';
import type { ResidualParts } from './residual/residualParts';

/**
 * BigGAN-deep's shortcut, which keeps what it can of x: the first `channels` of x where it has more, x beside the rest from a 1×1
 * convolution of it where it has fewer, x where it has as many.
 */
export const withChannels =
  ({ pointwise }: ResidualParts, channels: number): Block =>
  (x, name) => {
    const missing = channels - channelsOf('withChannels', x.shape);
    if (missing === 0) return x;
    if (missing < 0) return sequence(firstChannels({ channels }))(x, name);
    const more = sequence(pointwise(missing))(x, name);
    return layers.concatenate({ axis: -1, name: `${name}/concatenate` }).apply([x, more]) as SymbolicTensor;
  };
