import { check } from '@ganblocks/core';
import { checkCount } from '../../convolution/convolution';
import { dense } from '../../dense/dense';
import { imageShape } from '../../layer/shapes';
import { type Block, sequence } from '../../model/sequence';
import { flatten } from '../../shape/flatten';
import { type BeganArgs, exponentialConvolution, exponentialPair } from './beganParts';
import { checkHalvings, writtenSize } from '../translation/imageSize';
import { pathOf } from '../path';

export interface BeganEncoderArgs extends BeganArgs {
  /** Of the code, h. Default 64. */
  readonly codeSize?: number;
  /** How many resolutions, the image's own included. Default: down to 8 rows, 4 for images of 64 × 64 pixels. */
  readonly levels?: number;
}

/** The given number, or how many resolutions there are from the image's down to 8 rows. */
function levelsOf(levels: number | undefined, rows: number | null): number {
  if (levels !== undefined) return levels;
  const automatic = Math.log2((rows ?? 0) / 8) + 1;
  check(Number.isInteger(automatic) && automatic >= 1, () => {
    return `beganEncoder: levels must be given where the height is not 8, 16, 32, 64 … Got a height of ${rows ?? 'any length'}. Resize the image, or say levels.`;
  });
  return automatic;
}

/**
 * BEGAN's encoder: one 3×3 convolution, then for each resolution two more, and a third of stride 2 to the next; ELU behind each of them,
 * and a dense layer to the code. Level k has k · channels.
 *
 * Shapes: `[N, H, W, C]` → `[N, codeSize]`; H and W are known. Layers: `<name>/stem`, `level1/conv1`, `level1/conv2`, `level1/half` … `code`.
 * No normalization. Each use of the block makes its own layers. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the image cannot be halved so often.
 * @see Berthelot, Schumm & Metz 2017, "BEGAN: Boundary Equilibrium Generative Adversarial Networks", https://arxiv.org/abs/1703.10717
 * @example const encoder = chain({ shape: [16, 16, 3], name: 'encoder' }, beganEncoder({ channels: 8, codeSize: 4 }));
 */
export function beganEncoder({ channels = 128, codeSize = 64, levels, initializer, carry }: BeganEncoderArgs = {}): Block {
  for (const [name, count] of Object.entries({ channels, codeSize, levels: levels ?? 1 })) checkCount('beganEncoder', name, count);
  return (x, name) => {
    const { size } = imageShape('beganEncoder', x.shape);
    const depth = levelsOf(levels, size[0]);
    checkHalvings('beganEncoder', x, depth - 1);
    const known = size.every((length) => length !== null);
    check(known, () => `beganEncoder: height and width must be known, for the dense layer. Got ${writtenSize(size)}.`);
    let y = exponentialConvolution({ channels, initializer })(x, pathOf(name, 'stem'));
    for (let level = 1; level <= depth; level++) {
      const own = { channels: level * channels, initializer, carry };
      y = exponentialPair(own)(y, pathOf(name, `level${level}`));
      if (level < depth) y = exponentialConvolution({ ...own, stride: 2 })(y, pathOf(name, `level${level}/half`));
    }
    return sequence(flatten(), dense({ units: codeSize, initializer, name: pathOf(name, 'code') }))(y, name);
  };
}
