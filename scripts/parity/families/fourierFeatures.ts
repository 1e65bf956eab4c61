import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import type { GoldenCase } from '@ganblocks/core/testing';
import { equalizedLearningRate, fourierFeatures as layer, input, network, withWeights } from '@ganblocks/layers';
import type { Family, Inputs } from '../family';
import { numberOf, numbersOf, shapeOf } from '../hyperparameters';

/** The layer's weights by the names of the case's tensors. */
const weights = { affine: 'affine_w', affineBias: 'affine_b', frequencies: 'freqs', phases: 'phases', kernel: 'weight' } as const;

function optionsOf(golden: GoldenCase): ops.FourierFeaturesOptions {
  const [width = 0, height = 0] = numbersOf(golden, 'size_wh');
  return { size: [height, width], samplingRate: numberOf(golden, 'sampling_rate'), bandwidth: numberOf(golden, 'bandwidth') };
}

/** StyleGAN3's input, by the layer: w turns and shifts the waves, a given transform does so too, and a matrix mixes the channels. */
function ofLayer(inputs: Inputs<Tensor>, golden: GoldenCase, transform: Tensor): Tensor {
  const [channels = 0] = shapeOf(golden, 'freqs');
  const symbols = [input({ shape: shapeOf(golden, 'w').slice(1), name: 'w' }), input({ shape: [3, 3], name: 'transform' })];
  const waves = layer({ channels, ...optionsOf(golden), reparam: equalizedLearningRate(), name: 'waves' });
  const net = network<Tensor[]>(tfl.model({ inputs: symbols, outputs: waves.apply(symbols) as SymbolicTensor, name: 'case' }));
  const lent = Object.fromEntries(Object.entries(weights).map(([own, name]) => [`case/waves/${own}`, inputs(name)]));
  const y = withWeights(net, lent, () => net.apply([inputs('w'), transform], { training: false }));
  net.dispose();
  return y;
}

/** What the layer computes on its way, by the ops. */
function onTheWay(inputs: Inputs<Tensor>, golden: GoldenCase, transform: Tensor3D): Record<string, Tensor> {
  const affine = ops.equalizedLearningRate(inputs('affine_w'), { gain: 1 }) as Tensor2D;
  const parameters = ops.dense(inputs('w') as Tensor2D, affine, { bias: inputs('affine_b') as Tensor1D });
  const transforms = tf.matMul<Tensor3D>(ops.rotationTranslation(parameters), transform);
  const waves = ops.fourierFeatures(inputs('freqs') as Tensor2D, inputs('phases') as Tensor1D, transforms, optionsOf(golden));
  return { ...waves, transforms };
}

function outputs(inputs: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const [samples = 0] = shapeOf(golden, 'w');
  const transform = tf.tile<Tensor3D>(tf.expandDims<Tensor3D>(inputs('transform'), 0), [samples, 1, 1]);
  return { y: ofLayer(inputs, golden, transform), ...onTheWay(inputs, golden, transform) };
}

export const fourierFeatures: readonly Family[] = [{ pattern: /^layer-fourier-features/, outputs }];
