import * as ops from '@ganblocks/core/ops';
import type { GanLayerArgs } from '../layer/ganLayer';
import type { KernelArgs, KernelRequest } from '../layer/kernelWeights';
import { checkCount, Convolution } from './convolution';

/** The options of convolutions that also make the image smaller or larger. */
export interface ResizingConvolutionArgs extends GanLayerArgs, KernelArgs {
  /** Of the output, K. */
  readonly channels: number;
  /** One number, or [vertical, horizontal]. */
  readonly kernelSize: ops.Pair;
  /** Zeros on both sides of each axis of the image that the kernel sees, or 'same'. Default 0. */
  readonly padding?: ops.Padding;
}

export type ResizingConfig = Omit<ResizingConvolutionArgs, keyof GanLayerArgs> & Required<Pick<ResizingConvolutionArgs, 'padding'>>;

/** A convolution and a change of size in one: the kernel is stored as `conv2d`'s `[kh, kw, C, K]`, so that weights fit either form. */
export abstract class ResizingConvolution<Config extends ResizingConfig> extends Convolution<Config> {
  constructor(where: string, args: GanLayerArgs, config: Config) {
    super(where, args, config);
    checkCount(where, 'channels', config.channels);
    ops.convolutionSize({ size: [null, null], kernel: this.kernelSize, padding: config.padding }, where);
  }

  protected override kernelOf(channels: number): Omit<KernelRequest, 'name'> {
    return { shape: [...this.kernelSize, channels, this.config.channels] };
  }
}
