import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { check, ops } from '@ganblocks/core';
import { constant, glorotUniform } from '../initializers/factories';
import type { Initializer } from '../initializers/initializer';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { imageShape } from '../layer/shapes';
import { kernelPair, plain } from './kernelPair';

export interface Conv2dArgs extends GanLayerArgs {
  /** Of the output, K. */
  readonly channels: number;
  /** One number, or [vertical, horizontal]. */
  readonly kernelSize: ops.Pair;
  /** Default 1. */
  readonly stride?: ops.Pair;
  /** Zeros on both sides of each axis, or 'same'. Default 0. */
  readonly padding?: ops.Padding;
  /** Default 1. */
  readonly dilation?: ops.Pair;
  /** Default true. */
  readonly useBias?: boolean;
  /** Of the kernel. Default Glorot's uniform. */
  readonly initializer?: Initializer;
  /** Default zeros. */
  readonly biasInitializer?: Initializer;
}

/** The layer of `conv2d`. Weights: `kernel` `[kh, kw, C, K]`, `bias` `[K]`. */
export class Conv2d extends GanLayer {
  static readonly className = 'GanConv2d';
  private readonly config: Required<Omit<Conv2dArgs, keyof GanLayerArgs>>;
  private readonly kernelSize: readonly [number, number];
  private kernel!: LayerVariable;
  private bias: LayerVariable | undefined;

  constructor(args: Conv2dArgs) {
    super(args);
    const { channels, kernelSize, stride = 1, padding = 0, dilation = 1 } = args;
    const { useBias = true, initializer = glorotUniform(), biasInitializer = constant(0) } = args;
    check(Number.isInteger(channels) && channels >= 1, () => `conv2d: channels must be a positive integer. Got ${channels}.`);
    this.kernelSize = kernelPair('conv2d', kernelSize);
    this.config = { channels, kernelSize, stride, padding, dilation, useBias, initializer, biasInitializer };
    ops.convolutionSize({ size: [null, null], kernel: this.kernelSize, stride, padding, dilation }, 'conv2d');
  }

  override build(inputShape: Shape | Shape[]): void {
    const { channels, useBias, initializer, biasInitializer } = this.config;
    this.kernel = this.weight('kernel', [...this.kernelSize, imageShape('conv2d', inputShape).channels, channels], initializer);
    if (useBias) this.bias = this.weight('bias', [channels], biasInitializer);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const { batch, size } = imageShape('conv2d', inputShape);
    return [batch, ...ops.convolutionSize({ ...this.config, size, kernel: this.kernelSize }, 'conv2d'), this.config.channels];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const { stride, padding, dilation } = this.config;
    return tf.tidy(() => {
      const bias = this.bias?.read() as Tensor1D | undefined;
      return ops.conv2d(only<Tensor4D>(inputs), this.kernel.read() as Tensor4D, { stride, padding, dilation, bias });
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(Conv2d);

/**
 * Convolution with symmetric zero padding, PyTorch's rule of sizes: H' = floor((H + 2 padding - dilation (k - 1) - 1) / stride) + 1.
 *
 * Shapes: `[N, H, W, C]` → `[N, H', W', channels]`. Training and inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where arguments are out of range, or the kernel does not fit into the image.
 * @example const half = conv2d({ channels: 64, kernelSize: 4, stride: 2, padding: 1 });
 */
export const conv2d = (args: Conv2dArgs): Conv2d => new Conv2d(args);
