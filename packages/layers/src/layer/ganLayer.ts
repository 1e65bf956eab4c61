import type { Tensor } from '@tensorflow/tfjs-core';
import type { serialization } from '@tensorflow/tfjs-core';
import { type LayerVariable, type SymbolicTensor, layers } from '@tensorflow/tfjs-layers';
import { randomStream } from '@ganblocks/core';
import type { Fans, Initializer } from '../initializers/initializer';
import { originOf } from '../model/origin';
import type { Kwargs } from './callArgs';
import { createKernel, type KernelArgs, type KernelRequest, type LayerKernel } from './kernelWeights';
import { hasAutomaticName, kindOf } from './layerName';
import { onceACall } from './onceACall';
import { seededInitializer } from './seededInitializer';

export interface GanLayerArgs {
  /** Default: by its place in the network, such as `conv2d2`. */
  readonly name?: string;
  /** Whence the first weights are drawn, with the layer's name. Default: the seed of the network's input. */
  readonly seed?: number;
  readonly trainable?: boolean;
}

export interface WeightOptions {
  readonly trainable?: boolean;
  /** For kernels whose axes are not `[…taps, in, out]`. */
  readonly fans?: Fans | undefined;
}

/**
 * The base of this library's layers: a tfjs layer whose first weights come from a seed and whose name comes from its place.
 *
 * Weights are made in `build`: a kernel with its bias and `reparam` by `kernel({ name, shape }, args)`, any other by
 * `weight(name, shape, initializer)`. Each has its own random stream, split by `<layer>/<weight>` from the layer's seed, so that no
 * weight's start depends on the others or on the order of building.
 *
 * @example
 * class Gain extends GanLayer {
 *   static readonly className = 'ExampleGain';
 *   private gain!: LayerVariable;
 *
 *   override build(shape: (number | null)[]): void {
 *     this.gain = this.weight('gain', [shape.at(-1)!], initializers.constant(1));
 *     super.build(shape);
 *   }
 *
 *   override call(x: Tensor | Tensor[]): Tensor {
 *     return tf.tidy(() => tf.mul(only(x), this.gain.read()));
 *   }
 * }
 */
export abstract class GanLayer extends layers.Layer {
  /**
   * Declares that the result for an example depends on that example alone, and that a call draws nothing and moves nothing but what is
   * listed as statistics: a network of such layers may judge several batches in one call. Default false.
   */
  readonly perExample: boolean = false;
  private seed: number | undefined;

  constructor(args: GanLayerArgs) {
    super({ ...args });
    this.seed = args.seed;
  }

  override apply(
    inputs: Tensor | Tensor[] | SymbolicTensor | SymbolicTensor[],
    kwargs?: Kwargs,
  ): Tensor | Tensor[] | SymbolicTensor | SymbolicTensor[] {
    const origin = this.built ? undefined : originOf(inputs);
    if (origin && hasAutomaticName(this)) this.name = origin.unusedName(kindOf(this));
    this.seed ??= origin?.seed;
    return onceACall(this, inputs, kwargs, () => super.apply(inputs, kwargs));
  }

  protected weight(
    name: string,
    shape: readonly number[],
    initializer: Initializer,
    { trainable = true, fans }: WeightOptions = {},
  ): LayerVariable {
    const random = randomStream(this.seed ?? 0).split(`${this.name}/${name}`);
    return this.addWeight(name, [...shape], 'float32', seededInitializer(initializer, random, fans), undefined, trainable);
  }

  /** A kernel, its bias, and what its reparametrizations keep. */
  protected kernel(request: KernelRequest, args: KernelArgs): LayerKernel {
    return createKernel(kindOf(this), (name, shape, initializer, options) => this.weight(name, shape, initializer, options), request, args);
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...(this.seed === undefined ? {} : { seed: this.seed }) };
  }
}
