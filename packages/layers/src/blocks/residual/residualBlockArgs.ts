import type { Initializer } from '../../initializers/initializer';
import type { KernelArgs } from '../../layer/kernelWeights';
import type { Part } from '../../model/sequence';

/** What all blocks of two branches are made with; a block makes layers of its own each time it is applied. */
export interface ResidualBlockArgs extends KernelArgs {
  /** Of the output, K. */
  readonly channels: number;
  /** Between the first convolution and the last, h. */
  readonly hiddenChannels?: number | undefined;
  /** Makes the normalization before each activation: `() => batchNorm()`, `() => conditioned(conditionalBatchNorm(), condition)`. Default none. */
  readonly norm?: (() => Part) | undefined;
  /** Makes each activation. Default `relu`. */
  readonly activation?: (() => Part) | undefined;
  /** Of the kernels in the main branch. Default Glorot's uniform with gain √2, or what `reparam` asks for. */
  readonly initializer?: Initializer | undefined;
  /** Of the kernel in the shortcut. Default: `initializer` where it is given, else Glorot's uniform, or what `reparam` asks for. */
  readonly shortcutInitializer?: Initializer | undefined;
}
