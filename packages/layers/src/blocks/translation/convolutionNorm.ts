import { check } from '@ganblocks/core';
import { normal } from '../../initializers/factories';
import type { Part } from '../../model/sequence';
import { batchNorm } from '../../normalization/batchNorm';
import { instanceNorm } from '../../normalization/instanceNorm';

/**
 * What follows a block's convolutions. 'batch': with a scale, which begins as N(1, 0.02²), and an offset, as in pix2pix; 'instance': with
 * neither, as in CycleGAN and pix2pixHD; 'none': nothing. A function makes a part of yours for each convolution.
 */
export type ConvolutionNorm = 'batch' | 'instance' | 'none' | (() => Part);

const makers = {
  batch: (): readonly Part[] => [batchNorm({ scaleInitializer: normal({ mean: 1, deviation: 0.02 }) })],
  instance: (): readonly Part[] => [instanceNorm({ useScale: false, useOffset: false })],
  none: (): readonly Part[] => [],
};

export interface ResolvedNorm {
  /** What a sequence gets more: one part, or none. */
  readonly parts: () => readonly Part[];
  /** Whether the convolutions before it have a bias: not where the normalization has an offset, which would make it idle. */
  readonly useBias: boolean;
}

/** The option `norm` as parts of a sequence. */
export function resolveNorm(where: string, norm: ConvolutionNorm): ResolvedNorm {
  if (typeof norm === 'function') return { parts: () => [norm()], useBias: false };
  check(Object.hasOwn(makers, norm), () => {
    return `${where}: norm must be 'batch', 'instance', 'none' or a function that makes a part. Got ${JSON.stringify(norm)}.`;
  });
  return { parts: makers[norm], useBias: norm !== 'batch' };
}
