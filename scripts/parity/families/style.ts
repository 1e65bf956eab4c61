import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { ops, randomStream } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf } from '../hyperparameters';

type Outputs = Record<string, Tensor>;

const swish = (x: Tensor4D): Tensor4D => tf.mul(x, tf.sigmoid(x));

function noisy(input: Inputs<Tensor>): Outputs {
  const [x, noise] = [input('x') as Tensor4D, input('noise') as Tensor4D];
  return {
    y: ops.injectNoise(x, input('strength') as Scalar, { noise }),
    y_per_channel: ops.injectNoise(x, input('strength_c') as Tensor1D, { noise }),
  };
}

function maxoutDense(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const z = ops.dense(input('x'), input('w') as Tensor2D, { bias: input('b') as Tensor1D });
  const pieces = numberOf(golden, 'pieces');
  return { y: ops.maxout(z, { pieces }), y_pieces_slowest: ops.maxout(z, { pieces, slowest: 'pieces' }) };
}

function projected(input: Inputs<Tensor>): Outputs {
  const h: Tensor2D = tf.sum(tf.relu(input('x')), [1, 2]);
  const weights = { kernel: input('w') as Tensor2D, table: input('embed') as Tensor2D, bias: input('b') as Tensor1D };
  return { y: ops.projectionHead(h, input('labels') as Tensor1D, weights), h };
}

function dropped(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const [x, rate] = [input('x'), numberOf(golden, 'rate')];
  return {
    y: ops.dropout(x, { rate, mask: input('mask') }),
    y_channel: ops.dropout(x, { rate, mask: input('mask_channel') }),
    y_eval: ops.dropout(x, { rate: 0, random: randomStream(1) }),
  };
}

function excited(input: Inputs<Tensor>): Outputs {
  const [high, low] = [input('x_high') as Tensor4D, input('x_low') as Tensor4D];
  const weights = { squeeze: input('w1') as Tensor4D, expand: input('w2') as Tensor4D };
  const gate = ops.excitationGate(low, { ...weights, activation: swish });
  return {
    y: ops.skipLayerExcitation(high, low, { ...weights, activation: swish }),
    y_lrelu: ops.skipLayerExcitation(high, low, weights),
    gate: tf.squeeze(gate, [1, 2]),
  };
}

/** With the activation in the case's name. */
function augmented(input: Inputs<Tensor>, { name }: GoldenCase): Outputs {
  const { code, mean, logVariance, divergence } = ops.conditioningAugmentation(input('text') as Tensor2D, {
    kernel: input('w') as Tensor2D,
    bias: input('b') as Tensor1D,
    noise: input('eps') as Tensor2D,
    ...(name.includes('-relu') ? { activation: tf.relu } : {}),
  });
  return { code, mu: mean, logvar: logVariance, kl: divergence };
}

function combined(input: Inputs<Tensor>): Outputs {
  const [rgb, features] = [input('rgb') as Tensor4D, input('features') as Tensor4D];
  const weights = (suffix: string) => ({ kernel: input(`w_${suffix}`) as Tensor4D, bias: input(`b_${suffix}`) as Tensor1D });
  return {
    simple: ops.combineRgb(features, rgb),
    lin_cat: ops.combineRgb(features, rgb, { form: 'linearConcat', ...weights('lin') }),
    cat_lin: ops.combineRgb(features, rgb, { form: 'concatLinear', ...weights('cat') }),
  };
}

export const style: readonly Family[] = [
  { pattern: /^layer-noise-injection/, outputs: noisy },
  {
    pattern: /^layer-maxout-channels/,
    outputs: (input, golden) => ({ y: ops.maxout(input('x'), { pieces: numberOf(golden, 'pieces') }) }),
  },
  { pattern: /^layer-maxout-dense/, outputs: maxoutDense },
  { pattern: /^layer-glu/, outputs: (input) => ({ y: ops.glu(input('x')) }) },
  { pattern: /^layer-projection-head/, outputs: projected },
  { pattern: /^layer-embedding-repeated/, outputs: (input) => ({ y: ops.embedding(input('ids'), input('table') as Tensor2D) }) },
  { pattern: /^layer-dropout-mask/, outputs: dropped },
  { pattern: /^layer-skip-layer-excitation/, outputs: excited },
  { pattern: /^layer-conditioning-augmentation-(glu|relu)(-|$)/, outputs: augmented },
  { pattern: /^layer-msg-rgb-combine/, outputs: combined },
];
