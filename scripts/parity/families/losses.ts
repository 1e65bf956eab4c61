import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { AdversarialLoss } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import {
  dualContrastive,
  energyMargin,
  equilibrium,
  hinge,
  leastSquares,
  minimax,
  multiHinge,
  nonSaturating,
  pullingAway,
  reconstructionEnergy,
  relativisticAverage,
  relativisticPairing,
  wasserstein,
} from '@ganblocks/losses';
import type { Family, Inputs } from '../family';
import { numberOf } from '../hyperparameters';

type Outputs = Record<string, Tensor>;

/** The terms that the case stores, of both sides; `suffix` tells variants apart. */
function sides(loss: AdversarialLoss, input: Inputs<Tensor>, golden: GoldenCase, suffix = ''): Outputs {
  const [real, fake] = [input('real'), input('fake')];
  return {
    ...(golden.tensors.has(`loss_d${suffix}`) ? { [`loss_d${suffix}`]: loss.discriminator(real, fake) } : {}),
    ...(golden.tensors.has(`loss_g${suffix}`) ? { [`loss_g${suffix}`]: loss.generator(fake, real) } : {}),
  };
}

function relativistic(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const forms = { standard: 'standard', hinge: 'hinge', ls: 'leastSquares' } as const;
  return Object.assign(
    {},
    ...Object.entries(forms).map(([name, form]) => sides(relativisticAverage({ form }), input, golden, `_${name}`)),
  ) as Outputs;
}

function energies(input: Inputs<Tensor>, distance: 'absolute' | 'square' | 'length'): [real: Tensor1D, fake: Tensor1D] {
  return [reconstructionEnergy(input('x'), input('rec_x'), { distance }), reconstructionEnergy(input('g'), input('rec_g'), { distance })];
}

function ebgan(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const [meanReal, meanFake] = energies(input, 'square').map((energy) => tf.mean(energy)) as [Tensor, Tensor];
  const [real, fake] = energies(input, 'length');
  const byLength = energyMargin({ margin: numberOf(golden, 'margin') });
  return {
    loss_d_mse: energyMargin({ margin: numberOf(golden, 'margin_mse') }).discriminator(meanReal, meanFake),
    loss_d_l2: byLength.discriminator(real, fake),
    loss_g_l2: byLength.generator(fake),
    pulling_away: pullingAway(input('s') as Tensor2D),
  };
}

function began(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const [real, fake] = energies(input, 'absolute');
  const loss = equilibrium({ diversity: numberOf(golden, 'gamma'), rate: numberOf(golden, 'lambda_k'), start: numberOf(golden, 'k') });
  const outputs = { loss_d: loss.discriminator(real, fake), loss_g: loss.generator(fake) };
  loss.update(real, fake);
  const moved = {
    k_new: tf.clone(loss.tensors()['k']!),
    m_global: loss.convergence(real, fake),
    l_real: tf.mean(real),
    l_fake: tf.mean(fake),
  };
  loss.dispose();
  return { ...outputs, ...moved };
}

function classHinge(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const loss = multiHinge({ margin: numberOf(golden, 'margin') });
  const [real, fake] = [input('real') as Tensor2D, input('fake') as Tensor2D];
  return {
    loss_d: loss.discriminator(real, input('y_real') as Tensor1D, fake),
    loss_g: loss.generator(fake, input('y_fake') as Tensor1D),
  };
}

const pair =
  (loss: AdversarialLoss): ((input: Inputs<Tensor>, golden: GoldenCase) => Outputs) =>
  (input, golden) =>
    sides(loss, input, golden);

export const losses: readonly Family[] = [
  {
    // Flipped labels are no variant of this loss.
    pattern: /^loss-non-saturating(?!.*flip)/,
    outputs: (input, golden) => sides(nonSaturating({ realLabel: numberOf(golden, 'real_label', 1) }), input, golden),
  },
  { pattern: /^loss-minimax/, outputs: pair(minimax()) },
  {
    pattern: /^loss-lsgan/,
    outputs: (input, golden) => ({
      ...sides(leastSquares(), input, golden),
      ...sides(leastSquares({ factor: 1 }), input, golden, '_sum'),
    }),
  },
  { pattern: /^loss-hinge/, outputs: pair(hinge()) },
  { pattern: /^loss-multi-hinge/, outputs: classHinge },
  { pattern: /^loss-wasserstein/, outputs: pair(wasserstein()) },
  { pattern: /^loss-relativistic-average/, outputs: relativistic },
  { pattern: /^loss-relativistic-pairing/, outputs: pair(relativisticPairing()) },
  { pattern: /^loss-ebgan/, outputs: ebgan },
  { pattern: /^loss-began/, outputs: began },
  {
    pattern: /^loss-dual-contrastive/,
    outputs: (input, golden) => ({
      ...sides(dualContrastive(), input, golden),
      loss_g_negated: dualContrastive({ generator: 'negated' }).generator(input('fake'), input('real')),
    }),
  },
];
