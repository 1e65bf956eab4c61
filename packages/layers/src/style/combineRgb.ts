import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { type Kwargs, readCall, several } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { type KernelArgs, kernelArgsOf, type LayerKernel } from '../layer/kernelWeights';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { type ImageShape, imageShape, severalShapes } from '../layer/shapes';

export interface CombineRgbArgs extends GanLayerArgs, KernelArgs {
  /** How the image joins the features: as it is, behind a 1x1 convolution of its own, or before one of both. Default 'simple'. */
  readonly form?: 'simple' | 'linearConcat' | 'concatLinear';
  /** Of that convolution, K; 'simple' has none. */
  readonly channels?: number | undefined;
}

const forms = ['simple', 'linearConcat', 'concatLinear'] as const;
const inputNames = ['features', 'rgb'] as const;

/** The layer of `combineRgb`. Weights, but for 'simple': `kernel` `[1, 1, R, K]` or `[1, 1, R + C, K]`, `bias` `[K]`. */
export class CombineRgb extends GanLayer {
  static readonly className = 'GanCombineRgb';
  private readonly config: Omit<CombineRgbArgs, keyof GanLayerArgs> & { readonly form: (typeof forms)[number] };
  private stored: LayerKernel | undefined;

  constructor(args: CombineRgbArgs = {}) {
    super(args);
    const { form = 'simple', channels } = args;
    check(forms.includes(form), () => `combineRgb: form must be ${forms.map((word) => `'${word}'`).join(', ')}. Got '${form}'.`);
    check(form === 'simple' ? channels === undefined : Number.isInteger(channels) && Number(channels) >= 1, () => {
      return `combineRgb: channels must be a positive integer with 'linearConcat' and 'concatLinear', and left out with 'simple'. Got ${channels ?? 'none'} with '${form}'.`;
    });
    this.config = { form, channels, ...kernelArgsOf(args) };
  }

  private shapesOf(inputShape: Shape | Shape[]): { readonly features: ImageShape; readonly rgb: ImageShape } {
    const [features, rgb] = severalShapes<[Shape, Shape]>('combineRgb', inputNames, inputShape);
    return { features: imageShape('combineRgb', features), rgb: imageShape('combineRgb', rgb) };
  }

  override build(inputShape: Shape | Shape[]): void {
    const { features, rgb } = this.shapesOf(inputShape);
    const { form, channels } = this.config;
    const read = form === 'linearConcat' ? rgb.channels : rgb.channels + features.channels;
    if (channels !== undefined) this.stored = this.kernel({ name: 'kernel', shape: [1, 1, read, channels] }, this.config);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const { features, rgb } = this.shapesOf(inputShape);
    const { form, channels = rgb.channels } = this.config;
    return [features.batch, ...features.size, form === 'concatLinear' ? channels : channels + features.channels];
  }

  private formOf(kwargs: Kwargs | undefined): ops.CombineRgbOptions {
    const { form } = this.config;
    return form === 'simple' || !this.stored ? {} : { form, ...this.stored.read<Tensor4D>(readCall(kwargs)) };
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    return tf.tidy(() => {
      const [features, rgb] = several<[Tensor4D, Tensor4D]>('combineRgb', inputNames, inputs);
      return ops.combineRgb(features, rgb, this.formOf(kwargs));
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(CombineRgb);

/**
 * MSG-GAN's combine functions, by which a discriminator sees the generator's image of each resolution. 'simple' is [rgb, features],
 * 'linearConcat' (lin_cat) [kernel ∗ rgb, features], 'concatLinear' (cat_lin) kernel ∗ [rgb, features].
 *
 * Shapes: [features `[N, H, W, C]`, rgb `[N, H, W, R]`] → `[N, H, W, R + C]`, `[N, H, W, K + C]` or `[N, H, W, K]`. Training and inference
 * alike, but for what `reparam` keeps. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where shapes do not fit, or `channels` is missing or too much.
 * @see Karnewar & Wang 2020, "MSG-GAN: Multi-Scale Gradients for GANs", section 3, https://arxiv.org/abs/1903.06048
 * @example
 * const rgb = input({ shape: [16, 16, 3], name: 'rgb16' });
 * const block = sequence(conditioned(combineRgb({ form: 'concatLinear', channels: 64 }), rgb), leakyRelu());
 */
export const combineRgb = (args: CombineRgbArgs = {}): CombineRgb => new CombineRgb(args);
