import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { type ImageShape, imageShape } from '../layer/shapes';
import { ImageAttention, type ImageAttentionArgs } from './imageAttention';
import { checkShares } from './projections';

export interface SparseAttentionArgs extends ImageAttentionArgs {
  /** What each head may see. Default: YLG's eight, `floor` and `repetitive` twice from right to left, twice from left to right. */
  readonly heads?: readonly ops.SparseAttentionHead[] | undefined;
}

/** YLG's number of heads. */
const usual = 8;

interface Grid {
  readonly rows: number;
  readonly columns: number;
}

/**
 * The layer of `sparseAttention`. Weights as `selfAttention`: `query`, `key`, `value`, `output`, `gamma`. The masks are constants of the
 * layer, made when it is built and freed with it.
 */
export class SparseAttention extends ImageAttention {
  static readonly className = 'GanSparseAttention';
  private readonly heads: readonly ops.SparseAttentionHead[] | undefined;
  private masks: Tensor3D | undefined;

  constructor({ heads, ...args }: SparseAttentionArgs = {}) {
    super('sparseAttention', args);
    check(heads === undefined || heads.length > 0, () => 'sparseAttention: heads must hold at least one pattern. Got none.');
    for (const head of heads ?? []) ops.checkSparseAttentionPattern('sparseAttention', head);
    this.heads = heads;
  }

  override build(inputShape: Shape | Shape[]): void {
    const image = imageShape('sparseAttention', inputShape);
    const { keyChannels, valueChannels } = this.widthsOf(image);
    checkShares('sparseAttention', this.heads?.length ?? usual, { keyChannels, valueChannels });
    const grid = this.gridOf(image);
    const heads = this.heads ? { heads: this.heads } : {};
    super.build(inputShape);
    this.masks = tf.keep(ops.sparseAttentionMasks({ ...grid, pool: this.config.pool, ...heads }));
  }

  /** The grid of the queries, where that of the keys falls into whole blocks: only then does a pair of steps join everything. */
  private gridOf({ size: [rows, columns] }: ImageShape): Grid {
    const { pool } = this.config;
    check(
      rows !== null && columns !== null,
      () => 'sparseAttention: the size of the images must be known. Got null. Give it to the input.',
    );
    check(rows % pool === 0 && columns % pool === 0, () => {
      return `sparseAttention: pool must divide the image's height and width. Got pool ${pool}, an image of ${rows} × ${columns}.`;
    });
    const keys = (rows * columns) / pool ** 2;
    const block = Math.floor(Math.sqrt(keys));
    check(keys % block === 0, () => {
      const last = `${rows / pool} × ${columns / pool} keys, ${keys % block} in the last block of ${block}`;
      return `sparseAttention: blocks of ⌊√keys⌋ must fill the grid of keys, or nothing leaves the last one. Got ${last}. Use a square image.`;
    });
    return { rows, columns };
  }

  protected override mapShape(batch: number | null, queries: number | null, keys: number | null): Shape {
    return [batch, this.heads?.length ?? usual, queries, keys];
  }

  protected override attend(x: Tensor4D, weights: ops.SelfAttentionWeights): ops.Attended<Tensor4D> {
    return ops.sparseAttention(x, weights, this.masks!, { pool: this.config.pool });
  }

  protected override disposeWeights(): number {
    this.masks?.dispose();
    this.masks = undefined;
    return super.disposeWeights();
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain({ heads: this.heads }) };
  }
}
registerBuiltIn(SparseAttention);

/**
 * Your Local GAN's attention: `selfAttention` with eight heads, each of which sees only a part of the image. Over two steps, a `floor` and a
 * `repetitive` one, everything sees everything (`ops.hasFullInformation`), and what is near in the image is near in the pattern.
 *
 * Shapes: `[N, H, W, C]` → the same, H and W known; with `returnAttention` also the map `[N, heads, H·W, H·W / pool²]`. Defaults are the
 * paper's: 2×2 pooled keys and values, C / 8 and C / 2 channels, so that C must be a multiple of 64, or `keyChannels` of 8. It computes all scores: it is
 * sparse by what it can learn, not in cost. Training and inference alike, but for what `reparam` keeps. Differentiable to any order. The
 * model disposes it.
 *
 * @throws GanError where a number is no positive integer, `pool` or the heads do not divide, or ⌊√keys⌋ does not divide the number of keys.
 * @see Daras, Odena, Zhang & Dimakis 2020, "Your Local GAN", section 3, https://arxiv.org/abs/1911.12287
 * @example const attention = sparseAttention({ reparam: spectralNorm() });
 */
export const sparseAttention = (args: SparseAttentionArgs = {}): SparseAttention => new SparseAttention(args);
