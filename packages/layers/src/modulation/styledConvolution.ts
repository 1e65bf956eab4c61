import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { checkCount, kernelPair } from '../convolution/convolution';
import { constant } from '../initializers/factories';
import type { Initializer } from '../initializers/initializer';
import { type Kwargs, readCall, type ResolvedCall, several } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { type KernelArgs, kernelArgsOf, type KernelRequest, type LayerKernel } from '../layer/kernelWeights';
import { plain } from '../layer/plain';
import { checkAxes, imageShape, type ImageShape, severalShapes } from '../layer/shapes';

/** The options that convolutions with a style have. */
export interface StyledConvolutionArgs extends GanLayerArgs, KernelArgs {
  /** Of the output, K. */
  readonly channels: number;
  /** One number, or [vertical, horizontal]. */
  readonly kernelSize: ops.Pair;
  /** Whether each output is divided by the length of its modulated weights. Default true; false in StyleGAN2's toRGB. */
  readonly demodulate?: boolean;
  /** Zeros on both sides of each axis. Default: half the kernel, so that an odd one keeps the size. */
  readonly padding?: ops.Pair;
  /** Added to the squared length. Default 1e-8. */
  readonly epsilon?: number;
  /** Of the layer that makes the style of w. Default: as that of the kernel. */
  readonly affineInitializer?: Initializer | undefined;
}

export type StyledConfig = Omit<StyledConvolutionArgs, keyof GanLayerArgs> &
  Required<Pick<StyledConvolutionArgs, 'demodulate' | 'padding' | 'epsilon'>>;

/** The options that they share, with their defaults, once checked. */
export function styledConfig(where: string, args: StyledConvolutionArgs): StyledConfig {
  const { channels, kernelSize, demodulate = true, epsilon = 1e-8, affineInitializer } = args;
  const [rows, columns] = kernelPair(where, kernelSize);
  const { padding = [Math.floor(rows / 2), Math.floor(columns / 2)] } = args;
  checkCount(where, 'channels', channels);
  check(epsilon > 0, () => `${where}: epsilon must be above 0. Got ${epsilon}.`);
  ops.convolutionSize({ size: [null, null], kernel: [rows, columns], padding }, where);
  return { channels, kernelSize, demodulate, padding, epsilon, affineInitializer, ...kernelArgsOf(args) };
}

/** Convolutions of an image x by a style that an affine layer makes of w. Their weights are `kernel`, `bias`, `affine`, `affineBias`. */
export abstract class StyledConvolution<Config extends StyledConfig> extends GanLayer {
  protected readonly kernelSize: readonly [number, number];
  private stored!: LayerKernel;
  private affine!: LayerKernel;
  private latentSize = 0;

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
  protected abstract sizeOf(size: ImageShape['size']): [number | null, number | null];
  protected abstract convolve(x: Tensor4D, kernel: Tensor, style: Tensor2D, w: Tensor2D, call: ResolvedCall): Tensor4D;

  private shapesOf(inputShape: Shape | Shape[]): { readonly image: ImageShape; readonly latentSize: number } {
    const [x, w] = severalShapes<[Shape, Shape]>(this.where, ['x', 'w'], inputShape);
    checkAxes(this.where, 'w', w, ['N', 'D']);
    const latentSize = w[1] ?? 0;
    check(latentSize > 0, () => `${this.where}: the length of w must be known. Got null.`);
    return { image: imageShape(this.where, x), latentSize };
  }

  /** The weights of an affine layer on w, whose bias begins at one number. */
  protected fromLatents(name: string, outputs: number, bias: number): LayerKernel {
    const { reparam, affineInitializer: initializer } = this.config;
    return this.kernel({ name, shape: [this.latentSize, outputs] }, { reparam, initializer, biasInitializer: constant(bias) });
  }

  override build(inputShape: Shape | Shape[]): void {
    const { image, latentSize } = this.shapesOf(inputShape);
    this.sizeOf(image.size); // refuses what does not fit before there are weights
    this.latentSize = latentSize;
    this.stored = this.kernel({ name: 'kernel', ...this.kernelOf(image.channels) }, this.config);
    this.affine = this.fromLatents('affine', image.channels, 1);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const { image } = this.shapesOf(inputShape);
    return [image.batch, ...this.sizeOf(image.size), this.config.channels];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    const [x, w] = several<[Tensor4D, Tensor2D]>(this.where, ['x', 'w'], inputs);
    const call = readCall(kwargs);
    return tf.tidy(() => {
      const affine = this.affine.read<Tensor2D>(call);
      const style = ops.dense(w, affine.kernel, { bias: affine.bias });
      return this.stored.respond(call, (kernel, bias) => {
        const y = this.convolve(x, kernel, style, w, call);
        return bias ? ops.biasAdd(y, bias) : y;
      });
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
