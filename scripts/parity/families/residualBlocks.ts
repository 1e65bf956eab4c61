import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import {
  batchNorm,
  type Block,
  bottleneckDown,
  bottleneckSame,
  bottleneckUp,
  conditionalBatchNorm,
  conditioned,
  input,
  network,
  type Part,
  residualDown,
  residualSame,
  residualUp,
  spectralNorm,
  withWeights,
} from '@ganblocks/layers';
import type { GoldenCase } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf, shapeOf } from '../hyperparameters';

type Outputs = Readonly<Record<string, Tensor>>;
/** A block of the case, which may read the case's condition. */
type BlockOf = (golden: GoldenCase, condition: SymbolicTensor | undefined) => Block;

const hasTensor = ({ tensors }: GoldenCase, name: string): boolean => tensors.has(name);

/** The reference's name of a weight → ours, in the block: `w_sc` → `shortcut/conv/kernel`, `bn2_w_gain` → `conditionalBatchNorm2/scale`. */
const renamed: readonly (readonly [RegExp, string])[] = [
  [/^w(\d)$/, 'conv$1/kernel'],
  [/^b(\d)$/, 'conv$1/bias'],
  [/^u_w(\d)$/, 'conv$1/u'],
  [/^w_sc$/, 'shortcut/conv/kernel'],
  [/^b_sc$/, 'shortcut/conv/bias'],
  [/^u_w_sc$/, 'shortcut/conv/u'],
  [/^bn(\d)_scale$/, 'batchNorm$1/scale'],
  [/^bn(\d)_bias$/, 'batchNorm$1/offset'],
  [/^bn(\d)_w_gain$/, 'conditionalBatchNorm$1/scale'],
  [/^bn(\d)_w_bias$/, 'conditionalBatchNorm$1/offset'],
];

function weightName(name: string): string | undefined {
  const rule = renamed.find(([pattern]) => pattern.test(name));
  return rule && `case/block/${name.replace(...rule)}`;
}

/** Builds the block, lends it the case's weights, applies it in training, and frees it. */
function outputsOf(inputs: Inputs<Tensor>, golden: GoldenCase, blockOf: BlockOf): Outputs {
  const symbol = (name: string): SymbolicTensor => input({ shape: shapeOf(golden, name).slice(1), name });
  const [x, condition] = [symbol('x'), hasTensor(golden, 'cond') ? symbol('cond') : undefined];
  const y = blockOf(golden, condition)(x, 'block');
  const net = network<Tensor[]>(tfl.model({ inputs: condition ? [x, condition] : [x], outputs: y, name: 'case' }));
  const weights = [...golden.tensors].flatMap(([name, { isInput }]) => (isInput ? [[name, weightName(name)] as const] : []));
  const lent = Object.fromEntries(weights.flatMap(([name, own]) => (own === undefined ? [] : [[own, inputs(name)]])));
  const given = condition ? [inputs('x'), inputs('cond')] : [inputs('x')];
  const outputs = { y: withWeights(net, lent, () => net.apply(given, { training: true })) };
  const moved = net.statistics.flatMap((variable) => {
    const [reference] = weights.filter(([, own]) => own === variable.name && variable.name.endsWith('/u'));
    return reference ? [[reference[0].replace(/^u_/, 'u_new_'), tf.clone(variable)] as const] : [];
  });
  net.dispose();
  return { ...outputs, ...Object.fromEntries(moved) };
}

/** Batch normalization, by the condition where the case has one. */
const normOf = (golden: GoldenCase, condition: SymbolicTensor | undefined) => (): Part => {
  const epsilon = numberOf(golden, 'bn_eps', 1e-5);
  return condition ? conditioned(conditionalBatchNorm({ epsilon }), condition) : batchNorm({ epsilon });
};

/** What all blocks are told: the channels as the tensors have them. */
const commonArgs = (golden: GoldenCase) => ({
  channels: shapeOf(golden, 'y')[3] ?? 0,
  useBias: hasTensor(golden, 'b1'),
  ...(hasTensor(golden, 'u_w1')
    ? { reparam: spectralNorm({ iterations: numberOf(golden, 'n_iter', 1), epsilon: numberOf(golden, 'eps', 1e-12) }) }
    : {}),
});

const changesSize = (golden: GoldenCase): boolean => shapeOf(golden, 'x')[1] !== shapeOf(golden, 'y')[1];

const generatorBlock: BlockOf = (golden, condition) => {
  const args = { ...commonArgs(golden), hiddenChannels: shapeOf(golden, 'w1')[3], norm: normOf(golden, condition) };
  const upsampling = golden.hyperparameters['upsample'] === 'bilinear' ? 'bilinear' : 'nearest';
  return changesSize(golden) ? residualUp({ ...args, upsampling }) : residualSame(args);
};

const discriminatorBlock: BlockOf = (golden) => {
  const preactivation = golden.hyperparameters['preactivation'] === true;
  const args = { ...commonArgs(golden), hiddenChannels: numberOf(golden, 'hidden'), preactivation };
  return changesSize(golden) ? residualDown(args) : residualSame(args);
};

const deepGeneratorBlock: BlockOf = (golden, condition) => {
  const args = { ...commonArgs(golden), ratio: numberOf(golden, 'channel_ratio'), norm: normOf(golden, condition) };
  return changesSize(golden) ? bottleneckUp(args) : bottleneckSame({ ...args, hiddenChannels: shapeOf(golden, 'w1')[3] });
};

const deepDiscriminatorBlock: BlockOf = (golden) => {
  const args = { ...commonArgs(golden), ratio: numberOf(golden, 'channel_ratio') };
  return changesSize(golden) ? bottleneckDown(args) : bottleneckSame(args);
};

const family = (pattern: RegExp, blockOf: BlockOf): Family => ({
  pattern,
  outputs: (inputs, golden) => outputsOf(inputs, golden, blockOf),
});

/** Residual blocks of SN-GAN, SAGAN, BigGAN and BigGAN-deep, built of this library's layers. */
export const residualBlocks: readonly Family[] = [
  family(/^layer-gblock-biggan-deep/, deepGeneratorBlock),
  family(/^layer-dblock-biggan-deep/, deepDiscriminatorBlock),
  family(/^layer-gblock-(sngan|biggan)/, generatorBlock),
  family(/^layer-dblock-(sngan|biggan)/, discriminatorBlock),
];
