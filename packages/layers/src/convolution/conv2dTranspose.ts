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

export interface Conv2dTransposeArgs extends GanLayerArgs {
  /** Of the output, K. */
  readonly channels: number;
  /** One number, or [vertical, horizontal]. */
  readonly kernelSize: ops.Pair;
  /** Default 1. */
  readonly stride?: ops.Pair;
  /** Rows and columns cut off at both sides. Default 0. */
  readonly padding?: ops.Pair;
  /** Rows and columns more at the bottom and the right. Default 0. */
  readonly outputPadding?: ops.Pair;
  /** Default true. */
  readonly useBias?: boolean;
  /** Of the kernel; its fans are those of the reading direction, kh·kw·C in and kh·kw·K out. Default Glorot's uniform. */
  readonly initializer?: Initializer;
  /** Default zeros. */
  readonly biasInitializer?: Initializer;
}

/** The layer of `conv2dTranspose`. Weights: `kernel` `[kh, kw, K, C]`, `bias` `[K]`. */
export class Conv2dTranspose extends GanLayer {
  static readonly className = 'GanConv2dTranspose';
  private readonly config: Required<Omit<Conv2dTransposeArgs, keyof GanLayerArgs>>;
  private readonly kernelSize: readonly [number, number];
  private kernel!: LayerVariable;
  private bias: LayerVariable | undefined;

  constructor(args: Conv2dTransposeArgs) {
    super(args);
    const { channels, kernelSize, stride = 1, padding = 0, outputPadding = 0 } = args;
    const { useBias = true, initializer = glorotUniform(), biasInitializer = constant(0) } = args;
    check(Number.isInteger(channels) && channels >= 1, () => `conv2dTranspose: channels must be a positive integer. Got ${channels}.`);
    this.kernelSize = kernelPair('conv2dTranspose', kernelSize);
    this.config = { channels, kernelSize, stride, padding, outputPadding, useBias, initializer, biasInitializer };
    ops.convolutionTransposeSize({ size: [null, null], kernel: this.kernelSize, stride, padding, outputPadding }, 'conv2dTranspose');
  }

  override build(inputShape: Shape | Shape[]): void {
    const { channels: outputs, useBias, initializer, biasInitializer } = this.config;
    const { channels: inputs } = imageShape('conv2dTranspose', inputShape);
    const taps = this.kernelSize[0] * this.kernelSize[1];
    const fans = { fanIn: taps * inputs, fanOut: taps * outputs };
    this.kernel = this.weight('kernel', [...this.kernelSize, outputs, inputs], initializer, { fans });
    if (useBias) this.bias = this.weight('bias', [outputs], biasInitializer);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const { batch, size } = imageShape('conv2dTranspose', inputShape);
    return [
      batch,
      ...ops.convolutionTransposeSize({ ...this.config, size, kernel: this.kernelSize }, 'conv2dTranspose'),
      this.config.channels,
    ];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const { stride, padding, outputPadding } = this.config;
    return tf.tidy(() => {
      const bias = this.bias?.read() as Tensor1D | undefined;
      return ops.conv2dTranspose(only<Tensor4D>(inputs), this.kernel.read() as Tensor4D, { stride, padding, outputPadding, bias });
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(Conv2dTranspose);

/**
 * Transposed convolution, PyTorch's rule of sizes: H' = (H - 1) stride - 2 padding + k + outputPadding.
 *
 * Shapes: `[N, H, W, C]` → `[N, H', W', channels]`. Training and inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where arguments are out of range.
 * @see Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", https://arxiv.org/abs/1603.07285
 * @example const twice = conv2dTranspose({ channels: 64, kernelSize: 4, stride: 2, padding: 1 });
 */
export const conv2dTranspose = (args: Conv2dTransposeArgs): Conv2dTranspose => new Conv2dTranspose(args);
