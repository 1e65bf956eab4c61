import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { GoldenCase } from '@ganblocks/core/testing';
import { cycleConsistency, identityMapping, lpipsDistance, perceptualDistance, totalVariation } from '@ganblocks/losses';
import type { Family, Inputs } from '../family';
import { numberOf, numbersOf } from '../hyperparameters';

type Outputs = Record<string, Tensor>;

function cycles(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const [a, b] = [numberOf(golden, 'lambda_a'), numberOf(golden, 'lambda_b')];
  const share = numberOf(golden, 'lambda_identity');
  return {
    cycle_a: cycleConsistency(input('real_a'), input('rec_a'), { weight: a }),
    cycle_b: cycleConsistency(input('real_b'), input('rec_b'), { weight: b }),
    identity_a: identityMapping(input('real_b'), input('idt_a'), { weight: b * share }),
    identity_b: identityMapping(input('real_a'), input('idt_b'), { weight: a * share }),
  };
}

const list = (input: Inputs<Tensor>, name: string, count: number): Tensor[] =>
  Array.from({ length: count }, (_, i) => input(`${name}_${i}`));

function lpips(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const count = numberOf(golden, 'layers');
  const [a, b, weights] = ['a', 'b', 'lin'].map((name) => list(input, name, count)) as [Tensor4D[], Tensor4D[], Tensor1D[]];
  const { distance, layers } = lpipsDistance(a, b, weights, { epsilon: numberOf(golden, 'eps', 1e-10) });
  return { distance, ...Object.fromEntries(layers.map((layer, i) => [`layer_${i}`, tf.clone(layer)])) };
}

function vgg(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const weights = numbersOf(golden, 'weights');
  return { loss: perceptualDistance(list(input, 'fake', weights.length), list(input, 'real', weights.length), { weights }) };
}

export const reconstruction: readonly Family[] = [
  { pattern: /^loss-cycle-identity/, outputs: cycles },
  { pattern: /^loss-lpips/, outputs: lpips },
  { pattern: /^loss-vgg-perceptual/, outputs: vgg },
  { pattern: /^loss-diversity-total-variation/, outputs: (input) => ({ loss_sum: totalVariation(input('x') as Tensor4D) }) },
];
