import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, serialization } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { checkCount, kernelPair } from '../convolution/convolution';
import { constant, normal, uniform } from '../initializers/factories';
import type { Initializer } from '../initializers/initializer';
import { type Kwargs, readCall, several } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import type { KernelArgs, LayerKernel } from '../layer/kernelWeights';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { checkAxes, severalShapes } from '../layer/shapes';

export interface FourierFeaturesArgs extends GanLayerArgs, Pick<KernelArgs, 'initializer' | 'reparam'> {
  /** Waves, and channels of the output, C. */
  readonly channels: number;
  /** [height, width] in pixels, or one number for both. */
  readonly size: ops.Pair;
  /** Pixels per unit of length. */
  readonly samplingRate: number;
  /** The highest frequency, in cycles per unit of length; below half the sampling rate. */
  readonly bandwidth: number;
  /** Of the layer that makes rotation and translation of w. Default zeros: none at first. */
  readonly affineInitializer?: Initializer;
}

type Config = Omit<FourierFeaturesArgs, keyof GanLayerArgs> & Required<Pick<FourierFeaturesArgs, 'affineInitializer'>>;

/** Normal numbers `[C, 2]` → frequencies that are uniform in the disc of this radius: g · e^(-|g|² / 4) / |g|. */
function inDisc(gaussian: Tensor, radius: number): Tensor {
  const length = tf.sqrt(tf.sum(tf.square(gaussian), 1, true));
  return tf.mul(tf.div(gaussian, length), tf.mul(tf.exp(tf.mul(tf.square(length), -0.25)), radius));
}

const isOne = (shape: Shape | Shape[]): shape is Shape => !Array.isArray(shape[0]);

/**
 * The layer of `fourierFeatures`. Weights: `affine` `[D, 4]`, `affineBias` `[4]`, `kernel` `[C, C]`; not trained: `frequencies` `[C, 2]`,
 * `phases` `[C]`.
 */
export class FourierFeatures extends GanLayer {
  static readonly className = 'GanFourierFeatures';
  private readonly config: Config;
  private readonly size: readonly [number, number];
  private affine!: LayerKernel;
  private affineBias!: LayerVariable;
  private mixing!: LayerKernel;
  private frequencies!: LayerVariable;
  private phases!: LayerVariable;

  constructor(args: FourierFeaturesArgs) {
    super(args);
    const { channels, size, samplingRate, bandwidth, affineInitializer = constant(0), initializer, reparam } = args;
    checkCount('fourierFeatures', 'channels', channels);
    check(
      bandwidth > 0 && bandwidth < samplingRate / 2,
      () => `fourierFeatures: bandwidth must be below half the samplingRate. Got bandwidth ${bandwidth}, samplingRate ${samplingRate}.`,
    );
    this.size = kernelPair('fourierFeatures', size, 'size');
    this.config = { channels, size, samplingRate, bandwidth, affineInitializer, initializer, reparam };
  }

  override build(inputShape: Shape | Shape[]): void {
    const { channels, bandwidth, affineInitializer, initializer, reparam } = this.config;
    const recipe = { useBias: false, reparam };
    this.affine = this.kernel({ name: 'affine', shape: [this.latentSize(inputShape), 4] }, { ...recipe, initializer: affineInitializer });
    this.affineBias = this.weight('affineBias', [4], constant(0));
    this.mixing = this.kernel({ name: 'kernel', shape: [channels, channels] }, { ...recipe, initializer });
    this.frequencies = this.weight('frequencies', [channels, 2], normal(), { trainable: false });
    this.phases = this.weight('phases', [channels], uniform({ low: -0.5, high: 0.5 }), { trainable: false });
    tf.tidy(() => {
      this.affineBias.write(tf.tensor1d([1, 0, 0, 0])); // the direction (1, 0) is no rotation
      this.frequencies.write(inDisc(this.frequencies.read(), bandwidth));
    });
    super.build(inputShape);
  }

  /** The length of w; throws unless the inputs are w, or w and a transform. */
  private latentSize(inputShape: Shape | Shape[]): number {
    const [w, transform] = isOne(inputShape)
      ? [inputShape]
      : severalShapes<[Shape, Shape]>('fourierFeatures', ['w', 'transform'], inputShape);
    checkAxes('fourierFeatures', 'w', w, ['N', 'D']);
    if (transform)
      check(transform.slice(1).join() === '3,3', () => `fourierFeatures: transform must be [N, 3, 3]. Got [${transform.join(', ')}].`);
    check(w[1] !== null && w[1] !== undefined, () => 'fourierFeatures: the length of w must be known. Got null.');
    return w[1];
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    this.latentSize(inputShape);
    const batch = (isOne(inputShape) ? inputShape : (inputShape[0] ?? []))[0] ?? null;
    return [batch, ...this.size, this.config.channels];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    const call = readCall(kwargs);
    const one = !Array.isArray(inputs) || inputs.length === 1;
    const [w, transform] = one ? [inputs].flat() : several<[Tensor2D, Tensor3D]>('fourierFeatures', ['w', 'transform'], inputs);
    return tf.tidy(() => {
      const parameters = ops.dense(w as Tensor2D, this.affine.read<Tensor2D>(call).kernel, { bias: this.affineBias.read() as Tensor1D });
      const learned = ops.rotationTranslation(parameters);
      const transforms = transform ? tf.matMul<Tensor3D>(learned, transform) : learned;
      const waves = [this.frequencies.read() as Tensor2D, this.phases.read() as Tensor1D] as const;
      const { features } = ops.fourierFeatures(...waves, transforms, { ...this.config, size: this.size });
      return ops.dense(features, this.mixing.read<Tensor2D>(call).kernel);
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(FourierFeatures);

/**
 * The input of StyleGAN3's synthesis: waves over the plane, which w turns and shifts, mixed by a matrix:
 * y = a · sin(2π (f · T(w)(x, y) + φ)) · kernel.
 *
 * The frequencies f are drawn uniformly from the disc of radius `bandwidth`, the phases φ from [-½, ½); both stay. The rotation and
 * translation are R(cos, sin) · T(-x, -y) of the four numbers (cos, sin, x, y) = affine(w), whose bias begins at (1, 0, 0, 0).
 * The amplitudes a fade frequencies out that the pixels cannot hold.
 *
 * Shapes: w `[N, D]` → `[N, height, width, channels]`; with a second input, transform `[N, 3, 3]`, the waves are also moved by it, as where
 * equivariance is measured. Training and inference alike, but for what `reparam` keeps. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the inputs have other shapes.
 * @see Karras et al. 2021, "Alias-Free Generative Adversarial Networks", https://arxiv.org/abs/2106.12423
 * @example
 * const start = fourierFeatures({ channels: 64, size: 36, samplingRate: 16, bandwidth: 2, reparam: equalizedLearningRate() });
 * const model = chain({ shape: [128], name: 'synthesis' }, start, conv2d({ channels: 32, kernelSize: 3, padding: 1 }));
 */
export const fourierFeatures = (args: FourierFeaturesArgs): FourierFeatures => new FourierFeatures(args);
