import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { constant } from '../initializers/factories';
import type { Initializer } from '../initializers/initializer';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { imageShape } from '../layer/shapes';
import type { FilterTaps } from './upfirdn2d';

export interface FilteredLeakyReluArgs extends GanLayerArgs {
  /** The low-pass filter behind the upsampling; its sum should be 1. Default [1]: none. */
  readonly upFilter?: FilterTaps;
  /** The low-pass filter in front of the downsampling; its sum should be 1. Default [1]: none. */
  readonly downFilter?: FilterTaps;
  /** Default 1; StyleGAN3 has 2, and 4 where the resolution doubles. */
  readonly up?: ops.Pair;
  /** Default 1; StyleGAN3 has 2. */
  readonly down?: ops.Pair;
  /** Zeros around the upsampled image, on all sides or [[top, bottom], [left, right]]; negative numbers crop. Default 0. */
  readonly padding?: ops.BorderPadding;
  /** A factor on the activation. Default √2. */
  readonly gain?: number;
  /** The slope below 0. Default 0.2. */
  readonly slope?: number;
  /** The activation is held in [-clamp, clamp]. Default none. */
  readonly clamp?: number | undefined;
  /** Whether the filters are not turned: correlation in place of convolution. Default false. */
  readonly flipFilter?: boolean;
  /** Default true. */
  readonly useBias?: boolean;
  /** Default zeros. */
  readonly biasInitializer?: Initializer;
}

type Config = Required<Omit<FilteredLeakyReluArgs, keyof GanLayerArgs | 'clamp'>> & Pick<FilteredLeakyReluArgs, 'clamp'>;

/** The layer of `filteredLeakyRelu`. Weight: `bias` `[C]`. */
export class FilteredLeakyRelu extends GanLayer {
  static readonly className = 'GanFilteredLeakyRelu';
  override readonly perExample = true;
  private readonly config: Config;
  private bias: LayerVariable | undefined;

  constructor(args: FilteredLeakyReluArgs = {}) {
    super(args);
    const { upFilter = [1], downFilter = [1], up = 1, down = 1, padding = 0, flipFilter = false } = args;
    const { gain = Math.SQRT2, slope = 0.2, clamp, useBias = true, biasInitializer = constant(0) } = args;
    check(
      [gain, slope].every(Number.isFinite),
      () => `filteredLeakyRelu: gain and slope must be finite numbers. Got ${gain} and ${slope}.`,
    );
    check(clamp === undefined || clamp >= 0, () => `filteredLeakyRelu: clamp must be at least 0, or left out. Got ${clamp}.`);
    this.config = { upFilter, downFilter, up, down, padding, gain, slope, clamp, flipFilter, useBias, biasInitializer };
    this.sizeOf([null, null]);
  }

  private sizeOf(size: readonly [number | null, number | null]): [number | null, number | null] {
    const { upFilter, downFilter, up, down, padding } = this.config;
    const fine = ops.upfirdn2dSize({ size, filter: upFilter, up, padding }, 'filteredLeakyRelu');
    return ops.upfirdn2dSize({ size: fine, filter: downFilter, down }, 'filteredLeakyRelu');
  }

  override build(inputShape: Shape | Shape[]): void {
    const { useBias, biasInitializer } = this.config;
    const { size, channels } = imageShape('filteredLeakyRelu', inputShape);
    this.sizeOf(size); // refuses what does not fit before there are weights
    if (useBias) this.bias = this.weight('bias', [channels], biasInitializer);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const { batch, size, channels } = imageShape('filteredLeakyRelu', inputShape);
    return [batch, ...this.sizeOf(size), channels];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return tf.tidy(() =>
      ops.filteredLeakyRelu(only<Tensor4D>(inputs), { ...this.config, bias: this.bias?.read() as Tensor1D | undefined }),
    );
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(FilteredLeakyRelu);

/**
 * A leaky rectifier without aliases: bias, upsampling, the rectifier at the finer resolution, where its new frequencies have room,
 * and filtered downsampling. y = downsample(clamp(gain · leakyRelu(upsample(x + bias)))).
 *
 * Shapes: `[N, H, W, C]` → `[N, H', W', C]` with H' = floor((H·up + top + bottom - (ku - 1) - (kd - 1) - 1) / down) + 1. Upsampling has
 * the gain up². Training and inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the image is shorter than a filter.
 * @see Karras et al. 2021, "Alias-Free Generative Adversarial Networks", https://arxiv.org/abs/2106.12423
 * @example const activation = filteredLeakyRelu({ up: 2, upFilter: [0.25, 0.75, 0.75, 0.25].map((tap) => tap / 2), down: 2, downFilter: [0.5, 0.5], padding: 2 });
 */
export const filteredLeakyRelu = (args: FilteredLeakyReluArgs = {}): FilteredLeakyRelu => new FilteredLeakyRelu(args);
