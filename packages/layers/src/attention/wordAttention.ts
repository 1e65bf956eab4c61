import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { type Kwargs, readCall } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { type KernelArgs, kernelArgsOf, type LayerKernel } from '../layer/kernelWeights';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, checkAxes, imageShape } from '../layer/shapes';
import { withOptional, withOptionalShape } from './optionalInput';

export interface WordAttentionArgs extends GanLayerArgs, KernelArgs {
  /** Of the projection. Default false, other than in most layers. */
  readonly useBias?: boolean | undefined;
}

const names = ['image', 'words', 'mask'] as const;

/** The layer of `wordAttention`. Weights: `kernel` `[E, C]`; `bias` `[C]` where `useBias` asks for it. */
export class WordAttention extends GanLayer {
  static readonly className = 'GanWordAttention';
  private readonly config: KernelArgs;
  private projection!: LayerKernel;

  constructor(args: WordAttentionArgs = {}) {
    super(args);
    this.config = kernelArgsOf({ ...args, useBias: args.useBias ?? false });
  }

  override build(inputShape: Shape | Shape[]): void {
    this.computeOutputShape(inputShape); // refuses wrong shapes before a weight is made
    const [image, words] = withOptionalShape('wordAttention', names, inputShape);
    const { channels } = imageShape('wordAttention', image);
    this.projection = this.kernel({ name: 'kernel', shape: [channelsOf('wordAttention', words), channels] }, this.config);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape[] {
    const [image, words, mask] = withOptionalShape('wordAttention', names, inputShape);
    const { batch, size, channels } = imageShape('wordAttention', image);
    checkAxes('wordAttention', 'words', words, ['N', 'L', 'E']);
    const length = words[1] ?? null;
    check(mask === undefined || mask.at(-1) === length, () => {
      return `wordAttention: mask must have a number for each of the ${length} words. Got ${mask?.at(-1)}.`;
    });
    const [height, width] = size;
    return [
      [batch, height, width, channels],
      [batch, height === null || width === null ? null : height * width, length],
    ];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor[] {
    return tf.tidy(() => {
      const [image, words, mask] = withOptional<[Tensor4D, Tensor3D], Tensor>('wordAttention', names, inputs);
      const { y, attention } = ops.wordAttention(image, words, this.projection.read<Tensor2D>(readCall(kwargs)), { mask });
      return [y, attention];
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(WordAttention);

/**
 * Attention of an image's pixels to the words of its caption: context = softmax over the words of (x · wᵀ) · w, where w are the words,
 * projected to the image's channels. AttnGAN joins the context to the image's channels before each next stage.
 *
 * Inputs: [image, words] or [image, words, mask], `[N, H, W, C]`, `[N, L, E]` and `[N, L]` with 1 for a word, 0 for padding. Outputs:
 * [context, attention], `[N, H, W, C]` and `[N, H·W, L]`, pixels in row-major order. A mask `[N, H·W, L]` speaks for each pixel (see
 * `ops.wordAttention`). Training and inference alike, but for what `reparam` keeps. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where the inputs are others, or their shapes do not fit.
 * @see Xu et al. 2018, "AttnGAN", section 3.1, https://arxiv.org/abs/1711.10485
 * @example
 * const image = input({ shape: [64, 64, 32], seed: 7 });
 * const words = input({ shape: [18, 256], name: 'words' });
 * const [context, attention] = wordAttention().apply([image, words]) as SymbolicTensor[];
 */
export const wordAttention = (args: WordAttentionArgs = {}): WordAttention => new WordAttention(args);
