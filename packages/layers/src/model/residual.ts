import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { Block } from './sequence';

export interface ResidualArgs {
  readonly main: Block;
  /** Default: x as it is. */
  readonly shortcut?: Block | undefined;
}

/**
 * A residual block of two branches: y = main(x) + shortcut(x), whose layers are named `<name>/…` and `<name>/shortcut/…`.
 *
 * Shapes: both branches must give the same. The model disposes it.
 *
 * @throws Error where the branches' shapes differ.
 * @see He et al. 2016, "Deep Residual Learning for Image Recognition", https://arxiv.org/abs/1512.03385
 * @example const block = residual({ main: sequence(conv2d({ channels: 64, kernelSize: 3, padding: 1 }), relu()) });
 */
export const residual =
  ({ main, shortcut }: ResidualArgs): Block =>
  (x, name) => {
    const y = main(x, name);
    const past = shortcut ? shortcut(x, `${name}/shortcut`) : x;
    return layers.add({ name: `${name}/sum` }).apply([y, past]) as SymbolicTensor;
  };
