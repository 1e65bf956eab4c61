import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import { type Kwargs, readCall, type ResolvedCall, several } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { type KernelArgs, kernelArgsOf, type LayerKernel } from '../layer/kernelWeights';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { type ImageShape, imageShape, severalShapes } from '../layer/shapes';
import { checkEpsilon } from './affineNorm';
import { createMovingMoments, type MovingMoments, type MovingMomentsArgs, movingMomentsArgsOf } from './movingMoments';

export interface SpadeArgs extends GanLayerArgs, KernelArgs, MovingMomentsArgs {
  /** Channels of the hidden convolution, M. Default 128. */
  readonly hidden?: number;
  /** Of all three convolutions; odd. Default 3. */
  readonly kernelSize?: number;
  /** What is normalised by: the moments of each channel over the batch, with moving averages, or over each sample. Default 'batch'. */
  readonly norm?: 'batch' | 'instance';
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number;
}

type Config = KernelArgs & Required<Pick<SpadeArgs, 'hidden' | 'kernelSize' | 'norm' | 'epsilon' | 'momentum' | 'unbiased'>>;

function configOf(args: SpadeArgs): Config {
  const { hidden = 128, kernelSize = 3, norm = 'batch', epsilon = 1e-5 } = args;
  checkCount('spade', 'hidden', hidden);
  check(Number.isInteger(kernelSize) && kernelSize % 2 === 1 && kernelSize >= 1, () => {
    return `spade: kernelSize must be an odd positive integer, so that maps keep their size. Got ${kernelSize}.`;
  });
  check(['batch', 'instance'].includes(norm), () => `spade: norm must be 'batch' or 'instance'. Got '${norm}'.`);
  checkEpsilon('spade', epsilon);
  return { hidden, kernelSize, norm, epsilon, ...movingMomentsArgsOf('spade', args), ...kernelArgsOf(args) };
}

const shapesOf = (inputShape: Shape | Shape[]): readonly [Shape, Shape] =>
  severalShapes<[Shape, Shape]>('spade', ['x', 'labelMap'], inputShape);

/**
 * The layer of `spade`. Weights, each with its bias (`hiddenBias`, …): `hidden` `[k, k, L, M]`, `scale` `[k, k, M, C]`, `offset` `[k, k, M, C]`;
 * statistics `[C]`, of batch moments: `movingMean`, `movingVariance`.
 */
export class Spade extends GanLayer {
  static readonly className = 'GanSpade';
  private readonly config: Config;
  private hidden!: LayerKernel;
  private scale!: LayerKernel;
  private offset!: LayerKernel;
  private moving: MovingMoments | undefined;

  constructor(args: SpadeArgs = {}) {
    super(args);
    this.config = configOf(args);
  }

  override build(inputShape: Shape | Shape[]): void {
    const [{ channels }, { channels: labels }] = shapesOf(inputShape).map((shape) => imageShape('spade', shape)) as [
      ImageShape,
      ImageShape,
    ];
    const { hidden, kernelSize, norm } = this.config;
    const made = (name: string, inputs: number, outputs: number): LayerKernel =>
      this.kernel({ name, shape: [kernelSize, kernelSize, inputs, outputs] }, this.config);
    this.hidden = made('hidden', labels, hidden);
    this.scale = made('scale', hidden, channels);
    this.offset = made('offset', hidden, channels);
    if (norm === 'batch') this.moving = createMovingMoments(this.weight.bind(this), channels, this.config);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return shapesOf(inputShape)[0];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    const [x, labelMap] = several<[Tensor4D, Tensor4D]>('spade', ['x', 'labelMap'], inputs);
    const { norm, epsilon } = this.config;
    return tf.tidy(() => {
      const modulation = this.modulation(ops.resizeNearest(labelMap, [x.shape[1], x.shape[2]]), readCall(kwargs));
      return ops.spade(x, { ...modulation, ...this.moving?.of(x, kwargs), norm, epsilon });
    });
  }

  private modulation(labelMap: Tensor4D, call: ResolvedCall): { scale: Tensor4D; offset: Tensor4D } {
    const padding = (this.config.kernelSize - 1) / 2;
    const convolved = (map: Tensor4D, stored: LayerKernel): Tensor4D =>
      stored.respond<Tensor4D, Tensor4D>(call, (kernel, bias) => ops.conv2d(map, kernel, { padding, bias }));
    const hidden = tf.relu(convolved(labelMap, this.hidden));
    return { scale: tf.add(convolved(hidden, this.scale), 1), offset: convolved(hidden, this.offset) };
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(Spade);

/**
 * Spatially-adaptive normalization (SPADE): y = (1 + γ(m)) · (x - μ) / √(σ² + ε) + β(m), with another γ and β at each place: two convolutions of
 * relu(conv(m)), where the label map m has been resized to x by its nearest pixels. A picture of one label keeps its label, which other
 * normalizations wash out.
 *
 * Shapes: inputs x `[N, H, W, C]` and label map `[N, h, w, L]`, one-hot as numbers, of any size → the shape of x. With `norm: 'batch'` training
 * and inference, moving averages and `momentum` as in `batchNorm`; with 'instance' both are alike. What `reparam` keeps belongs to all three kernels.
 * Differentiable to any order, by the label map too. The model disposes it.
 *
 * @throws GanError where an option is out of range, or an input is not images.
 * @see Park, Liu, Wang & Zhu 2019, "Semantic Image Synthesis with Spatially-Adaptive Normalization", eq. 1, https://arxiv.org/abs/1903.07291
 * @example
 * const image = input({ shape: [8, 8, 16], seed: 7 });
 * const labelMap = input({ shape: [64, 64, 5], name: 'labelMap' });
 * const painted = spade({ hidden: 32 }).apply([image, labelMap]);
 */
export const spade = (args: SpadeArgs = {}): Spade => new Spade(args);
