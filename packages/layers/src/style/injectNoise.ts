import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { constant, normal } from '../initializers/factories';
import type { Initializer } from '../initializers/initializer';
import { type Kwargs, only, randomOf, readCall, type ResolvedCall } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { imageShape } from '../layer/shapes';

export interface InjectNoiseArgs extends GanLayerArgs {
  /** One strength a channel, as in StyleGAN, or one for all, as in StyleGAN2. Default false. */
  readonly perChannel?: boolean;
  /**
   * What inference adds: 'constant' an image of noise that is the layer's own, so that the same latents give the same image; 'fresh' new
   * noise, as training does; 'none' nothing. Default 'constant'.
   */
  readonly inference?: 'constant' | 'fresh' | 'none';
  /** Default zeros. */
  readonly strengthInitializer?: Initializer;
}

/** The layer of `injectNoise`. Weight: `strength` `[]` or `[C]`; with constant noise a statistic that nothing moves, `noise` `[H, W]`. */
export class InjectNoise extends GanLayer {
  static readonly className = 'GanInjectNoise';
  private readonly config: Required<Omit<InjectNoiseArgs, keyof GanLayerArgs>>;
  private strength!: LayerVariable;
  private still: LayerVariable | undefined;

  constructor(args: InjectNoiseArgs = {}) {
    super(args);
    const { perChannel = false, inference = 'constant', strengthInitializer = constant(0) } = args;
    check(['constant', 'fresh', 'none'].includes(inference), () => {
      return `injectNoise: inference must be 'constant', 'fresh' or 'none'. Got '${inference}'.`;
    });
    this.config = { perChannel, inference, strengthInitializer };
  }

  override build(inputShape: Shape | Shape[]): void {
    const { perChannel, inference, strengthInitializer } = this.config;
    const { channels, size } = imageShape('injectNoise', inputShape);
    const noiseShape = inference === 'constant' ? this.knownSize(size) : undefined;
    this.strength = this.weight('strength', perChannel ? [channels] : [], strengthInitializer);
    if (noiseShape) this.still = this.weight('noise', noiseShape, normal(), { trainable: false });
    super.build(inputShape);
  }

  private knownSize([height, width]: readonly (number | null)[]): readonly number[] {
    check(typeof height === 'number' && typeof width === 'number', () => {
      return `injectNoise: constant noise must know the size of the images. Got ${height ?? 'null'}x${width ?? 'null'}. Fix it, or use inference 'fresh' or 'none'.`;
    });
    return [height, width];
  }

  private noiseOf(call: ResolvedCall): ops.InjectNoiseOptions {
    if (call.training || !this.still) return { random: randomOf('injectNoise', call) };
    const [height = 0, width = 0] = this.still.shape as number[];
    return { noise: tf.reshape(this.still.read(), [1, height, width, 1]) };
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    const call = readCall(kwargs);
    return tf.tidy(() => {
      const x = only<Tensor4D>(inputs);
      if (!call.training && this.config.inference === 'none') return tf.clone(x);
      return ops.injectNoise(x, this.strength.read() as Scalar | Tensor1D, this.noiseOf(call));
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
registerBuiltIn(InjectNoise);

/**
 * Noise injection: y = x + strength · noise, Gaussian, the same noise for all channels of a pixel and another for each image.
 *
 * Shapes: `[N, H, W, C]` → the same. Training draws the noise from the call's random stream; inference does what `inference` says. The
 * strength is learned, from 0. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where constant noise does not know its size, or a call must draw and carries no random stream.
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for GANs", section 2, https://arxiv.org/abs/1812.04948
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", section 2.1, https://arxiv.org/abs/1912.04958
 * @example const noisy = injectNoise({ perChannel: true });
 */
export const injectNoise = (args: InjectNoiseArgs = {}): InjectNoise => new InjectNoise(args);
