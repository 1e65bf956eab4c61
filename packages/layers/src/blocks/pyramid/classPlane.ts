import { check } from '@ganblocks/core';
import { relu } from '../../activation/relu';
import { dense } from '../../dense/dense';
import type { Initializer } from '../../initializers/initializer';
import { type Block, sequence } from '../../model/sequence';
import { reshape } from '../../shape/reshape';
import { pathOf } from '../path';

export interface ClassPlaneArgs {
  /** [H, W], as of the image that it lies beside. */
  readonly size: readonly [number, number];
  /** Of the kernel. Default Glorot's uniform. */
  readonly initializer?: Initializer;
}

/**
 * A learned picture of a class, one channel to be laid beside an image: y = relu(dense(labels)).
 *
 * Shapes: one-hot labels `[N, K]` → `[N, H, W, 1]`. Layer: `<name>/dense`. Each use of the block makes its own layers. Differentiable to
 * any order. The model disposes it.
 *
 * @throws GanError unless the size is a pair of positive integers.
 * @see Denton et al. 2015, "Deep Generative Image Models using a Laplacian Pyramid of Adversarial Networks", https://arxiv.org/abs/1506.05751
 * @example const plane = classPlane({ size: [32, 32] })(input({ shape: [10], name: 'labels' }), 'class');
 */
export function classPlane({ size, initializer }: ClassPlaneArgs): Block {
  const [height, width] = size;
  const valid = [height, width].every((length) => Number.isInteger(length) && length >= 1);
  check(valid, () => `classPlane: size must be two positive integers [height, width]. Got ${JSON.stringify(size)}.`);
  return (labels, name) => {
    const plane = dense({ units: height * width, initializer, name: pathOf(name, 'dense') });
    return sequence(plane, relu(), reshape({ shape: [height, width, 1] }))(labels, name);
  };
}
