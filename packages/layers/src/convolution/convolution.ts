import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import type * as ops from '@ganblocks/core/ops';
import { type Kwargs, only, readCall } from '../layer/callArgs';
import { plain } from '../layer/plain';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import type { KernelArgs, KernelRequest, LayerKernel } from '../layer/kernelWeights';
import { type ImageShape, imageShape } from '../layer/shapes';

/** The options that all convolutions have. */
export interface ConvolutionArgs extends GanLayerArgs, KernelArgs {
  /** One number, or [vertical, horizontal]. */
  readonly kernelSize: ops.Pair;
  /** Default 1. */
  readonly stride?: ops.Pair;
  /** Distance of the kernel's taps. Default 1. */
  readonly dilation?: ops.Pair;
}

/** A kernel's size, or an image's, as [vertical, horizontal]. */
export function kernelPair(where: string, kernelSize: ops.Pair, name = 'kernelSize'): readonly [number, number] {
  const pair = typeof kernelSize === 'number' ? ([kernelSize, kernelSize] as const) : kernelSize;
  const lengths: readonly number[] = pair;
  const valid = lengths.length === 2 && lengths.every((length) => Number.isInteger(length) && length >= 1);
  check(
    valid,
    () => `${where}: ${name} must be a positive integer or a pair [vertical, horizontal] of them. Got ${JSON.stringify(kernelSize)}.`,
  );
  return pair;
}

/** Throws unless a number counts something. */
export function checkCount(where: string, name: string, value: number): void {
  check(Number.isInteger(value) && value >= 1, () => `${where}: ${name} must be a positive integer. Got ${value}.`);
}

/** What the convolutions share: one kernel, images in, images out. A subclass says how large they are and how they are computed. */
export abstract class Convolution<Config extends ConvolutionArgs> extends GanLayer {
  override readonly perExample = true;
  protected readonly kernelSize: readonly [number, number];
  private stored!: LayerKernel;

  constructor(
    private readonly where: string,
    args: GanLayerArgs,
    /** @internal */
    protected readonly config: Config,
  ) {
    super(args);
    this.kernelSize = kernelPair(where, config.kernelSize);
  }

  /** The kernel for images of so many channels. */
  protected abstract kernelOf(channels: number): Omit<KernelRequest, 'name'>;
  protected abstract shapeOf(image: ImageShape): Shape;
  protected abstract convolve(x: Tensor4D, kernel: Tensor4D, bias?: Tensor1D): Tensor4D;

  override build(inputShape: Shape | Shape[]): void {
    const image = imageShape(this.where, inputShape);
    this.shapeOf(image); // refuses what does not fit before there are weights
    this.stored = this.kernel({ name: 'kernel', ...this.kernelOf(image.channels) }, this.config);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return this.shapeOf(imageShape(this.where, inputShape));
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    return tf.tidy(() =>
      this.stored.respond<Tensor4D, Tensor4D>(readCall(kwargs), (kernel, bias) => this.convolve(only<Tensor4D>(inputs), kernel, bias)),
    );
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
