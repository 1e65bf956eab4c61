import { averagePool, maxPool } from '@ganblocks/core/ops';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { convolutionName, inceptionBlocks, isValid, type Block, type Convolution, type Part } from './inceptionTopology';
import type { InceptionWeights } from './inceptionWeights';

/**
 * The outputs of some blocks, `[N, h, w, c]` each, in the order of the names; nothing behind the last of them is computed. Images `[N, H, W, 3]`, about
 * -1 to 1, H and W from 75. Differentiable. The caller disposes.
 */
export function inceptionMaps(images: Tensor4D, weights: InceptionWeights, names: readonly string[]): Tensor4D[] {
  return tf.tidy(() => {
    const wanted = new Map<string, Tensor4D>();
    let x = images;
    for (const block of inceptionBlocks as readonly Block[]) {
      // The branches' own results are freed here.
      x = tf.tidy(() => sideBySide(block.branches.map((parts) => parts.reduce((y, part) => apply(part, y, block.name, weights), x))));
      if (names.includes(block.name)) wanted.set(block.name, x);
      if (wanted.size === new Set(names).size) break;
    }
    return names.map((name) => tf.clone(wanted.get(name)!));
  });
}

/** The mean over positions of the last block, `[N, h, w, 2048]` -> `[N, 2048]`. The caller disposes. */
export const pooledFeatures = (map: Tensor4D): Tensor2D => tf.tidy(() => tf.mean<Tensor2D>(map, [1, 2]));

/** `features [N, 2048]` -> `[N, 1008]`. The caller disposes. */
export const inceptionLogits = (features: Tensor2D, { classifier, classifierBias }: InceptionWeights, biased: boolean): Tensor2D =>
  tf.tidy(() => {
    const products = tf.matMul<Tensor2D>(features, classifier, false, true);
    return biased ? tf.add(products, classifierBias) : products;
  });

const sideBySide = (maps: readonly Tensor4D[]): Tensor4D => (maps.length === 1 ? maps[0]! : tf.concat([...maps], 3));

const apply = (part: Part, x: Tensor4D, block: string, weights: InceptionWeights): Tensor4D => {
  if (part.kind === 'convolution') return convolve(part, x, block, weights);
  if (part.kind === 'fork') return sideBySide(part.prongs.map((prong) => convolve(prong, x, block, weights)));
  const window = { size: 3, stride: part.stride, padding: part.stride === 1 ? 1 : 0 } as const;
  return part.kind === 'max' ? maxPool(x, window) : averagePool(x, { ...window, countPadding: false });
};

const convolve = (part: Convolution, x: Tensor4D, block: string, { convolutions }: InceptionWeights): Tensor4D => {
  const { kernel, bias } = convolutions.get(convolutionName(block, part))!;
  const pad = isValid(block, part) ? 'valid' : 'same';
  return tf.fused.conv2d({ x, filter: kernel, strides: part.stride, pad, bias, activation: 'relu' });
};
