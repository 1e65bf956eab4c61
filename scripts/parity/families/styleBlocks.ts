import type { Tensor } from '@tensorflow/tfjs-core';
import { type Block, chain, initializers, network, r3ganBlock, stylegan2Down, withWeights } from '@ganblocks/layers';
import { check } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf, numbersOf, shapeOf } from '../hyperparameters';

/** The reference's name of each weight → ours, in the block. */
type Names = Readonly<Record<string, string>>;

/** Builds a network of the block alone, lends it the case's weights, applies it, and frees it. */
function applied(block: Block, names: Names, inputs: Inputs<Tensor>, golden: GoldenCase): Tensor {
  const named: Block = (x) => block(x, 'block');
  const net = network(chain({ shape: shapeOf(golden, 'x').slice(1), name: 'case' }, named));
  const lent = Object.fromEntries(Object.entries(names).map(([name, own]) => [`case/block/${own}`, inputs(name)]));
  const y = withWeights(net, lent, () => net.apply(inputs('x'), { training: true }));
  net.dispose();
  return y;
}

/** 'lrelu 0.2 gain sqrt(2)' → 0.2. */
function slopeOf(golden: GoldenCase): number {
  const { act } = golden.hyperparameters;
  const slope = typeof act === 'string' ? Number(/^lrelu ([\d.]+) gain sqrt\(2\)$/.exec(act)?.[1] ?? NaN) : NaN;
  check(Number.isFinite(slope), () => `${golden.name}: act must be a leaky rectifier with the gain √2. Got ${JSON.stringify(act)}.`);
  return slope;
}

/** StyleGAN2's: conv, blur, conv of stride 2, and the shortcut. */
function discriminatorBlock(inputs: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const [kernelSize = 0, , , channels = 0] = shapeOf(golden, 'w1');
  const block = stylegan2Down({ channels, kernelSize, filter: numbersOf(golden, 'filter'), slope: slopeOf(golden) });
  const convolutions = { w0: 'conv1/kernel', b0: 'conv1/bias', w1: 'conv2/kernel', b1: 'conv2/bias' };
  return { y: applied(block, { ...convolutions, w_skip: 'shortcut/conv/kernel' }, inputs, golden) };
}

/** R3GAN's, without layer scale and, where the case has one, with it. */
function r3ganResidual(inputs: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const [kernelSize = 0] = shapeOf(golden, 'w2');
  const [groups, expansion, slope] = [numberOf(golden, 'groups'), numberOf(golden, 'expansion'), numberOf(golden, 'slope')];
  const args = { groups, expansion, slope, kernelSize };
  const names = { w1: 'conv1/kernel', b1: 'conv1/bias', w2: 'conv2/kernel', b2: 'conv2/bias', w3: 'conv3/kernel' };
  const y = applied(r3ganBlock(args), names, inputs, golden);
  if (!golden.tensors.has('layer_scale')) return { y };
  const scaled = r3ganBlock({ ...args, scaleInitializer: initializers.constant(1) });
  return { y, y_layer_scale: applied(scaled, { ...names, layer_scale: 'layerScale/scale' }, inputs, golden) };
}

/** Blocks of the style-based and the modern networks, built of this library's layers. */
export const styleBlocks: readonly Family[] = [
  { pattern: /^layer-dblock-stylegan2/, outputs: discriminatorBlock },
  { pattern: /^layer-r3gan-block/, outputs: r3ganResidual },
];
