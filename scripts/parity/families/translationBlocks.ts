import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { batchNorm, type Block, input, network, patchgan, unet, withWeights } from '@ganblocks/layers';
import type { GoldenCase } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf, shapeOf } from '../hyperparameters';

/** The reference's names of weights → ours. */
type Renaming = readonly (readonly [RegExp, (...parts: readonly string[]) => string])[];

const next = (number: string | undefined): number => Number(number) + 1;
const kernelOf: Readonly<Record<string, string>> = { w: 'kernel', b: 'bias', scale: 'scale', bias: 'offset' };

const unetNames: Renaming = [
  [/^d(\d+)_([wb])$/, (level = '', kind = '') => `down${next(level)}/conv/${kernelOf[kind]}`],
  [/^u(\d+)_([wb])$/, (level = '', kind = '') => `up${next(level)}/conv/${kernelOf[kind]}`],
  [/^d(\d+)_(scale|bias)$/, (level = '', kind = '') => `down${next(level)}/batchNorm1/${kernelOf[kind]}`],
  [/^u(\d+)_(scale|bias)$/, (level = '', kind = '') => `up${next(level)}/batchNorm1/${kernelOf[kind]}`],
];

/** The last convolution gives the logits, those before it are stages. */
const patchganNames = (last: number): Renaming => [
  [/^([wb])(\d+)$/, (kind = '', at = '') => `${Number(at) === last ? 'logits' : `stage${next(at)}/conv`}/${kernelOf[kind]}`],
  [/^bn(\d+)_(scale|bias)$/, (at = '', kind = '') => `stage${next(at)}/batchNorm1/${kernelOf[kind]}`],
];

function renamed(name: string, renaming: Renaming): string | undefined {
  const [found] = renaming.flatMap(([pattern, rename]) => {
    const parts = pattern.exec(name)?.slice(1);
    return parts ? [rename(...parts)] : [];
  });
  return found;
}

/** Builds the block, lends it the case's weights, applies it in training, and frees it. */
function outputsOf(inputs: Inputs<Tensor>, golden: GoldenCase, block: Block, renaming: Renaming): Readonly<Record<string, Tensor>> {
  const x = input({ shape: shapeOf(golden, 'x').slice(1) });
  const net = network(tfl.model({ inputs: x, outputs: block(x, ''), name: 'case' }));
  const lent = [...golden.tensors].flatMap(([name, { isInput }]) => {
    const own = isInput ? renamed(name, renaming) : undefined;
    return own === undefined ? [] : [[`case/${own}`, inputs(name)] as const];
  });
  try {
    const call = { training: true, updateStatistics: false };
    return { y: withWeights(net, Object.fromEntries(lent), () => net.apply(inputs('x'), call)) };
  } finally {
    net.dispose();
  }
}

const norm = (golden: GoldenCase) => () => batchNorm({ epsilon: numberOf(golden, 'bn_eps') });
const numbersIn = (golden: GoldenCase, pattern: RegExp): number[] =>
  [...golden.tensors.keys()].flatMap((name) => (pattern.test(name) ? [Number(pattern.exec(name)?.[1])] : []));

/** Levels and channels as the kernels down have them. The cases of activated skips are the same function: relu(leakyRelu(x)) = relu(x). */
function unetOf(golden: GoldenCase): Block {
  const levels = numbersIn(golden, /^d(\d+)_w$/).length;
  const channels = Array.from({ length: levels }, (_, level) => shapeOf(golden, `d${level}_w`)[3] ?? 0);
  return unet({
    levels,
    channels: channels[0] ?? 0,
    maxChannels: Math.max(...channels),
    kernelSize: shapeOf(golden, 'd0_w')[0] ?? 0,
    outputChannels: shapeOf(golden, 'y')[3] ?? 0,
    slope: numberOf(golden, 'lrelu'),
    dropoutLevels: [],
    norm: norm(golden),
  });
}

function patchganOf(golden: GoldenCase, last: number): Block {
  const widths = Array.from({ length: last }, (_, at) => shapeOf(golden, `w${at}`)[3] ?? 0);
  return patchgan({
    layers: numberOf(golden, 'n_layers', last - 1),
    channels: widths[0] ?? 0,
    maxChannels: Math.max(...widths),
    kernelSize: numberOf(golden, 'kernel', shapeOf(golden, 'w0')[0]),
    padding: numberOf(golden, 'pad', 1),
    slope: numberOf(golden, 'lrelu'),
    norm: norm(golden),
  });
}

export const translationBlocks: readonly Family[] = [
  { pattern: /^layer-unet-skip(-|$)/, outputs: (inputs, golden) => outputsOf(inputs, golden, unetOf(golden), unetNames) },
  {
    pattern: /^layer-patchgan(-|$)/,
    outputs: (inputs, golden) => {
      const last = Math.max(...numbersIn(golden, /^w(\d+)$/));
      return outputsOf(inputs, golden, patchganOf(golden, last), patchganNames(last));
    },
  },
];
