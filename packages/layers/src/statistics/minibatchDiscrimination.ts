import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import { normal } from '../initializers/factories';
import type { Initializer } from '../initializers/initializer';
import { type Kwargs, only, readCall } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import type { LayerKernel } from '../layer/kernelWeights';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, checkAxes, onlyShape } from '../layer/shapes';
import type { Reparams } from '../reparametrization/reparam';

export interface MinibatchDiscriminationArgs extends GanLayerArgs {
  /** B: how many features are appended. */
  readonly kernels: number;
  /** C: in how many dimensions each of them compares two examples. */
  readonly dimensions: number;
  /** Whether an example is compared with itself too, which adds 1 to each feature. Default true, as in the paper. */
  readonly countsSelf?: boolean;
  /** Default: what `reparam` asks for, else Gaussian of deviation 0.05. */
  readonly initializer?: Initializer | undefined;
  /** As of a dense layer of B·C units. Default: as it is. */
  readonly reparam?: Reparams | undefined;
}

/** The layer of `minibatchDiscrimination`. Weight: `kernel` `[A, B·C]`, the numbers of the paper's `[A, B, C]`. */
export class MinibatchDiscrimination extends GanLayer {
  static readonly className = 'GanMinibatchDiscrimination';
  private readonly config: Omit<MinibatchDiscriminationArgs, keyof GanLayerArgs>;
  private stored!: LayerKernel;

  constructor(args: MinibatchDiscriminationArgs) {
    super(args);
    const { kernels, dimensions, countsSelf = true, initializer, reparam } = args;
    checkCount('minibatchDiscrimination', 'kernels', kernels);
    checkCount('minibatchDiscrimination', 'dimensions', dimensions);
    this.config = { kernels, dimensions, countsSelf, initializer, reparam };
  }

  override build(inputShape: Shape | Shape[]): void {
    const { kernels, dimensions } = this.config;
    checkAxes('minibatchDiscrimination', 'the input', onlyShape('minibatchDiscrimination', inputShape), ['N', 'A']);
    const shape = [channelsOf('minibatchDiscrimination', inputShape), kernels * dimensions];
    this.stored = this.kernel({ name: 'kernel', shape, fallback: normal({ deviation: 0.05 }) }, { ...this.config, useBias: false });
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [batch = null] = onlyShape('minibatchDiscrimination', inputShape);
    return [batch, channelsOf('minibatchDiscrimination', inputShape) + this.config.kernels];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    const { kernels, dimensions, countsSelf = true } = this.config;
    return tf.tidy(() => {
      const { kernel } = this.stored.read<Tensor2D>(readCall(kwargs));
      const comparisons = tf.reshape<tf.Rank.R3>(kernel, [-1, kernels, dimensions]);
      return ops.minibatchDiscrimination(only<Tensor2D>(inputs), comparisons, { countsSelf });
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(MinibatchDiscrimination);

/**
 * Minibatch discrimination: appends to each example how close it is to the others of the batch, o[n, b] = Σ_m exp(-‖M[n, b] - M[m, b]‖₁)
 * with M = x · kernel: y = [x, o].
 *
 * Shapes: `[N, A]` → `[N, A + kernels]`; the differences take `[N, N, kernels, dimensions]` of memory. Training and inference alike: it
 * couples the examples of a batch. Differentiable to any order. The model disposes it.
 *
 * @throws GanError unless the numbers are positive integers and the input is `[N, A]`.
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", section 3.2, https://arxiv.org/abs/1606.03498
 * @example const head = sequence(flatten(), minibatchDiscrimination({ kernels: 100, dimensions: 5 }), dense({ units: 1 }));
 */
export const minibatchDiscrimination = (args: MinibatchDiscriminationArgs): MinibatchDiscrimination => new MinibatchDiscrimination(args);
