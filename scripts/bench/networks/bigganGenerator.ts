import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import {
  batchNorm,
  conditionalBatchNorm,
  conditioned,
  conv2d,
  dense,
  embedding,
  input,
  type Part,
  relu,
  type Reparam,
  reshape,
  residualUp,
  selfAttention,
  sequence,
  spectralNorm,
  styleAt,
  tanh,
} from '@ganblocks/layers';

/** Multiples of the width behind each block, at 8×8, 16×16, … */
const stages = [16, 8, 4, 2, 1];
/** The block whose 64×64 pixels attend to one another. */
const attending = 3;

export interface BigganSize {
  /** ch: 96 in the paper. */
  readonly channels: number;
  /** Of every layer. Default `spectralNorm()`; none to count weights. */
  readonly reparam?: Reparam | undefined;
}

/**
 * BigGAN's generator for 128×128 images of 1000 classes: z, cut up for the six places that read it, `[N, 6, 20]`, and labels `[N]` →
 * `[N, 128, 128, 3]`. Each block reads its part of z beside the class, which all share.
 */
export function bigganGenerator({ channels, reparam }: BigganSize): LayersModel {
  const z = input({ shape: [stages.length + 1, 20], name: 'z', network: 'generator' });
  const labels = input({ shape: [], name: 'labels', dtype: 'int32' });
  const shared = sequence(embedding({ classes: 1000, size: 128, name: 'shared' }))(labels, '');
  const part = (layer: number): SymbolicTensor => sequence(styleAt({ layer }))(z, `part${layer}`);
  const conditionOf = (block: number): SymbolicTensor =>
    tfl.layers.concatenate({ name: `condition${block}` }).apply([part(block), shared]) as SymbolicTensor;

  const block = (stage: number, index: number): Part[] => {
    const condition = conditionOf(index + 1);
    const norm = (): Part => conditioned(conditionalBatchNorm({ reparam }), condition);
    const up = residualUp({ channels: stage * channels, norm, reparam });
    return index === attending ? [up, selfAttention({ reparam })] : [up];
  };
  const base = 16 * channels;
  const images = sequence(
    dense({ units: 16 * base, reparam }),
    reshape({ shape: [4, 4, base] }),
    ...stages.flatMap(block),
    batchNorm(),
    relu(),
    conv2d({ channels: 3, kernelSize: 3, padding: 1, reparam }),
    tanh(),
  )(part(0), '');
  return tfl.model({ inputs: [z, labels], outputs: images, name: 'generator' });
}

/** As in the paper. */
export const biggan128 = (): LayersModel => bigganGenerator({ channels: 96, reparam: spectralNorm() });
