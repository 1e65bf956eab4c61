import { check } from '@ganblocks/core';
import { conv2d } from '../../convolution/conv2d';
import { conv2dTranspose } from '../../convolution/conv2dTranspose';
import { checkCount } from '../../convolution/convolution';
import { normal } from '../../initializers/factories';
import type { Initializer } from '../../initializers/initializer';
import type { Part } from '../../model/sequence';
import { reflectionPad } from '../../resampling/reflectionPad';
import { type ConvolutionNorm, resolveNorm } from './convolutionNorm';

/** What the blocks of the residual translation networks have in common. */
export interface TranslationArgs {
  /** What continues an image beyond its border where a kernel of stride 1 reaches there. Default 'reflection'; StarGAN has 'zero'. */
  readonly padding?: 'reflection' | 'zero';
  /** After every convolution but the last. Default 'instance'. */
  readonly norm?: ConvolutionNorm;
  /** Of all convolutions. Default: what `norm` asks for, true with 'instance' and 'none', else false. */
  readonly useBias?: boolean;
  /** Of the convolutions that halve and double: odd, 3 in CycleGAN and pix2pixHD, or even, 4 in StarGAN. Default 3. */
  readonly resampleKernelSize?: number;
  /** Of the kernels. Default N(0, 0.02²). */
  readonly initializer?: Initializer;
}

/** Parts for sequences, each call's layers its own. */
export interface TranslationParts {
  /** A convolution of stride 1 and odd size that keeps the image's, with its padding. */
  readonly same: (name: string, channels: number, kernelSize: number) => readonly Part[];
  readonly half: (name: string, channels: number) => Part;
  readonly double: (name: string, channels: number) => Part;
  readonly norm: () => readonly Part[];
}

export function translationParts(where: string, args: TranslationArgs): TranslationParts {
  const { padding = 'reflection', norm = 'instance', resampleKernelSize = 3, initializer = normal({ deviation: 0.02 }) } = args;
  check(['reflection', 'zero'].includes(padding), () => `${where}: padding must be 'reflection' or 'zero'. Got '${padding}'.`);
  check(Number.isInteger(resampleKernelSize) && resampleKernelSize >= 2, () => {
    return `${where}: resampleKernelSize must be an integer >= 2. Got ${resampleKernelSize}.`;
  });
  const normalization = resolveNorm(where, norm);
  const { useBias = normalization.useBias } = args;
  const common = { useBias, initializer };
  const resampling = { ...common, kernelSize: resampleKernelSize, stride: 2, padding: Math.floor((resampleKernelSize - 1) / 2) };
  return {
    same(name, channels, kernelSize) {
      const border = (kernelSize - 1) / 2;
      if (padding === 'zero') return [conv2d({ ...common, channels, kernelSize, padding: border, name })];
      return [reflectionPad({ padding: border }), conv2d({ ...common, channels, kernelSize, name })];
    },
    half: (name, channels) => conv2d({ ...resampling, channels, name }),
    double: (name, channels) => conv2dTranspose({ ...resampling, channels, name, outputPadding: resampleKernelSize % 2 }),
    norm: normalization.parts,
  };
}

/** Throws unless a kernel has a middle. */
export function checkOdd(where: string, name: string, value: number): void {
  checkCount(where, name, value);
  check(value % 2 === 1, () => `${where}: ${name} must be odd, so that the image keeps its size. Got ${value}.`);
}

/** Throws where the counts of an encoder or a decoder count nothing. */
export function checkCounts(where: string, channels: number, name: string, resamplings: number, kernelSize: number): void {
  checkCount(where, 'channels', channels);
  checkOdd(where, 'kernelSize', kernelSize);
  check(Number.isInteger(resamplings) && resamplings >= 0, () => `${where}: ${name} must be an integer >= 0. Got ${resamplings}.`);
}
