import type { layers } from '@tensorflow/tfjs-layers';
import { conv2d } from '../../convolution/conv2d';
import { checkCount } from '../../convolution/convolution';
import { varianceScaling } from '../../initializers/factories';
import { imageShape } from '../../layer/shapes';
import { type Block, sequence } from '../../model/sequence';
import { lowPass, tentTaps, upsampling } from './firResampling';
import { pathOf } from '../path';

export interface R3ganResamplingArgs {
  /** Of the output. Default: those of the input, and then no convolution. */
  readonly channels?: number;
  /** Taps of the low-pass filter, for both axes, divided by their sum. Default [1, 3, 3, 1]. */
  readonly filter?: readonly number[];
}

/** A 1 × 1 convolution without bias where the channels change. */
function projection(where: string, channels: number | undefined): (inputs: number, name: string) => readonly layers.Layer[] {
  if (channels !== undefined) checkCount(where, 'channels', channels);
  return (inputs, name) => {
    if (channels === undefined || channels === inputs) return [];
    return [conv2d({ name: pathOf(name, 'conv'), channels, kernelSize: 1, useBias: false, initializer: varianceScaling() })];
  };
}

/**
 * Between two stages of R3GAN's generator: a 1 × 1 convolution where the channels change, then the image twice as large by zeros between
 * the pixels and a low-pass filter.
 *
 * Shapes: `[N, H, W, C]` → `[N, 2H, 2W, channels]`. Weights: `<name>/conv`, without bias, or none. Differentiable to any order. The model
 * disposes it.
 *
 * @throws GanError where `channels` does not count something, or the filter's sum is 0.
 * @see Huang et al. 2024, "The GAN is dead; long live the GAN!", section 3.3, https://arxiv.org/abs/2501.05441
 * @example const stage = sequence(r3ganUp({ channels: 16 }), r3ganBlock({ groups: 4 }), r3ganBlock({ groups: 4 }));
 */
export function r3ganUp({ channels, filter = tentTaps }: R3ganResamplingArgs = {}): Block {
  const project = projection('r3ganUp', channels);
  return (x, name) => {
    const { channels: inputs } = imageShape('r3ganUp', x.shape);
    return sequence(...project(inputs, name), upsampling('r3ganUp', filter))(x, name);
  };
}

/**
 * Between two stages of R3GAN's discriminator: a low-pass filter and thinning to half the size, then a 1 × 1 convolution where the channels
 * change.
 *
 * Shapes: `[N, H, W, C]` → `[N, H / 2, W / 2, channels]`. Weights: `<name>/conv`, without bias, or none. Differentiable to any order. The
 * model disposes it.
 *
 * @throws GanError where `channels` does not count something, or the filter's sum is 0.
 * @see Huang et al. 2024, "The GAN is dead; long live the GAN!", section 3.3, https://arxiv.org/abs/2501.05441
 * @example const stage = sequence(r3ganBlock({ groups: 4 }), r3ganBlock({ groups: 4 }), r3ganDown({ channels: 64 }));
 */
export function r3ganDown({ channels, filter = tentTaps }: R3ganResamplingArgs = {}): Block {
  const project = projection('r3ganDown', channels);
  return (x, name) => {
    const { channels: inputs } = imageShape('r3ganDown', x.shape);
    return sequence(lowPass('r3ganDown', filter, { factor: 2 }), ...project(inputs, name))(x, name);
  };
}
