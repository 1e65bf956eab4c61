import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { ops } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import { matchingLosses } from '@ganblocks/losses';
import type { Family, Inputs } from '../family';
import { numberOf, shapeOf } from '../hyperparameters';

type Outputs = Record<string, Tensor>;

const matrix = (kernel: Tensor): Tensor2D => tf.reshape(kernel, kernel.shape.slice(-2) as [number, number]);

/** The projection `w_<name>`, with `b_<name>` where the case has it. */
function projection(input: Inputs<Tensor>, golden: GoldenCase, name: string): ops.Projection {
  const bias = golden.tensors.has(`b_${name}`) ? { bias: input(`b_${name}`) as Tensor1D } : {};
  return { kernel: matrix(input(`w_${name}`)), ...bias };
}

/** What one block of pixels for a key measures in either direction: as the case states it ("2x2 max"), else by a stored tensor [..., queries, keys]. */
function poolOf(golden: GoldenCase, tensor: string): number {
  const { pool } = golden.hyperparameters;
  const stated = typeof pool === 'string' ? /^(\d+)x\d+/.exec(pool)?.[1] : undefined;
  const [queries = 0, keys = 1] = shapeOf(golden, tensor).slice(-2);
  return stated === undefined ? Math.round(Math.sqrt(queries / keys)) : Number(stated);
}

function blockWeights(input: Inputs<Tensor>, golden: GoldenCase): ops.SelfAttentionWeights {
  const of = (name: string): ops.Projection => projection(input, golden, name);
  const gamma = input('gamma');
  if (golden.tensors.has('w_query')) return { query: of('query'), key: of('key'), value: of('value'), gamma };
  return { query: of('theta'), key: of('phi'), value: of('g'), output: of('o'), gamma };
}

function multiHeadWeights(input: Inputs<Tensor>, golden: GoldenCase): ops.MultiHeadWeights {
  const of = (name: string): ops.Projection => projection(input, golden, name);
  return { query: of('q'), key: of('k'), value: of('v'), output: of('o') };
}

const image = (input: Inputs<Tensor>): Tensor4D => input('x') as Tensor4D;
const sequence = (input: Inputs<Tensor>, name = 'x'): Tensor3D => input(name) as Tensor3D;

/** With each caption's own padding, and as in the released code, whose row n · H·W + p has the mask of caption (n · H·W + p) mod N. */
function words(input: Inputs<Tensor>): Outputs {
  const [x, captions, padding] = [image(input), sequence(input, 'words'), input('mask')];
  const [n = 0, length = 0] = padding.shape;
  const mask = tf.sub(1, tf.cast(padding, 'float32'));
  const attended = (allowed: Tensor) => ops.wordAttention(x, captions, { kernel: matrix(input('w_context')) }, { mask: allowed });
  const pixels = x.shape[1] * x.shape[2];
  const [own, repeated] = [attended(mask), attended(tf.reshape(tf.tile(mask, [pixels, 1]), [n, pixels, length]))];
  return {
    context: own.y,
    attention: own.attention,
    context_repeat_order: repeated.y,
    attention_repeat_order: repeated.attention,
  };
}

function byDistance(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const weights = { query: matrix(input('w_q')), value: matrix(input('w_v')), output: matrix(input('w_o')) };
  const heads = numberOf(golden, 'heads');
  const { y, attention } = ops.l2Attention(sequence(input), weights, { heads });
  return { y, attention, y_plain_values: ops.l2Attention(sequence(input), weights, { heads, lipschitz: false }).y };
}

/** The four patterns in their own order, over the grid, and with keys on the pooled grid. */
function sparseMasks(golden: GoldenCase): Outputs {
  const [rows, columns] = [numberOf(golden, 'rows'), numberOf(golden, 'cols')];
  const outputs: Outputs = { enumeration: tf.tensor1d([...ops.cellEnumeration(rows, columns)], 'int32') };
  for (const direction of ['leftToRight', 'rightToLeft'] as const) {
    for (const pattern of ['floor', 'repetitive'] as const) {
      const name = `${direction === 'leftToRight' ? 'left' : 'right'}_${pattern}`;
      const grid = { rows, columns, pattern, direction, overlap: numberOf(golden, 'overlap', 1) };
      outputs[`seq_${name}`] = ops.sparseAttentionMask({ ...grid, pool: 1, order: 'sequence' });
      outputs[`grid_${name}`] = ops.sparseAttentionMask({ ...grid, pool: 1 });
      outputs[`pooled_${name}`] = ops.sparseAttentionMask(grid);
    }
  }
  return outputs;
}

/** The losses in both directions, and the similarities that they rest on. */
function matched(input: Inputs<Tensor>, similarity: Tensor2D): Outputs {
  const { imageToText, textToImage } = matchingLosses(similarity, { classIds: input('class_ids') as Tensor1D });
  return { loss_image_to_text: imageToText, loss_text_to_image: textToImage, similarity };
}

function damsmWords(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const [gamma1, gamma2, gamma3] = [numberOf(golden, 'gamma1'), numberOf(golden, 'gamma2'), numberOf(golden, 'gamma3')];
  const options = { lengths: input('cap_lens') as Tensor1D, gamma1, gamma2, gamma3 };
  const result = ops.wordSimilarity(input('regions') as Tensor4D, sequence(input, 'words'), options);
  const [n, , length, places] = result.attention.shape;
  const own = Array.from({ length: n }, (_, i) => tf.slice(result.attention, [i, i, 0, 0], [1, 1, length, places]));
  return { ...matched(input, result.similarity), attention_matched: tf.reshape(tf.concat(own), [n, length, places]) };
}

export const attention: readonly Family[] = [
  {
    pattern: /^layer-self-attention-/,
    outputs: (input, golden) => ({
      ...ops.selfAttention(image(input), blockWeights(input, golden), { pool: poolOf(golden, 'attention') }),
    }),
  },
  {
    pattern: /^layer-ylg-attention/,
    outputs: (input, golden) => ({
      ...ops.sparseAttention(image(input), blockWeights(input, golden), input('masks') as Tensor3D, { pool: poolOf(golden, 'masks') }),
    }),
  },
  { pattern: /^layer-ylg-masks-/, outputs: (_, golden) => sparseMasks(golden) },
  { pattern: /^layer-attngan-word-attention/, outputs: words },
  {
    pattern: /^layer-multi-head-self-attention-dot/,
    outputs: (input, golden) => ({
      ...ops.multiHeadAttention(sequence(input), multiHeadWeights(input, golden), { heads: numberOf(golden, 'heads') }),
    }),
  },
  { pattern: /^layer-multi-head-self-attention-l2/, outputs: byDistance },
  {
    pattern: /^layer-cross-attention/,
    outputs: (input, golden) => ({
      ...ops.crossAttention(sequence(input), sequence(input, 'context'), multiHeadWeights(input, golden), {
        heads: numberOf(golden, 'heads'),
        keyMask: input('key_mask') as Tensor2D,
      }),
    }),
  },
  { pattern: /^layer-damsm-words/, outputs: damsmWords },
  {
    pattern: /^layer-damsm-sentence/,
    outputs: (input, golden) => {
      const [images, sentences] = [input('image_code') as Tensor2D, input('sentence') as Tensor2D];
      return matched(input, ops.sentenceSimilarity(images, sentences, { gamma: numberOf(golden, 'gamma3') }));
    },
  },
];
