import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { check, ops } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf, numbersOf, shapeOf } from '../hyperparameters';
import { poolingWindow } from './poolingWindow';

const image = (input: Inputs<Tensor>): Tensor4D => input('x') as Tensor4D;

/** Reflection padding by each of `pads`: the first is `y`, the next `y2`, `y3`, … */
const reflected = (x: Tensor4D, pads: readonly number[]): Record<string, Tensor> =>
  Object.fromEntries(pads.map((pad, i) => [i === 0 ? 'y' : `y${i + 1}`, ops.reflectionPad(x, pad)]));

function sizeOf(golden: GoldenCase): [number, number] {
  const [, height, width] = shapeOf(golden, 'y');
  check(height !== undefined && width !== undefined, () => `${golden.name}: y must be [N, H, W, C]. Got [${shapeOf(golden, 'y')}].`);
  return [height, width];
}

function averaged(x: Tensor4D, golden: GoldenCase): Tensor {
  const { kernel, stride, pad, countsPadding } = poolingWindow(golden);
  return ops.averagePool(x, { size: kernel, stride, padding: pad, countPadding: countsPadding });
}

function maximum(x: Tensor4D, golden: GoldenCase): Tensor {
  const { kernel, stride, pad } = poolingWindow(golden);
  return ops.maxPool(x, { size: kernel, stride, padding: pad });
}

/** [x0, x1, y0, y1] → [[top, bottom], [left, right]]. */
function borderOf(golden: GoldenCase, key: string): ops.BorderPadding {
  const [left = 0, right = 0, top = 0, bottom = 0] = numbersOf(golden, key);
  return [[top, bottom], [left, right]]; // prettier-ignore
}

const flipped = (golden: GoldenCase): boolean => golden.hyperparameters['flip_filter'] === true;

/** Filters that are t ⊗ t, and sum to 1, go in as t, the sums of their rows; the others as they are. */
function upfirdn(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const separable = !JSON.stringify(golden.hyperparameters['taps']).startsWith('[[');
  const filter = separable ? tf.sum<Tensor1D>(input('f'), 1) : (input('f') as Tensor2D);
  const [up, down, gain] = [numberOf(golden, 'up'), numberOf(golden, 'down'), numberOf(golden, 'gain')];
  const padding = borderOf(golden, 'pad_x0_x1_y0_y1');
  return { y: ops.upfirdn2d(image(input), filter, { up, down, padding, gain, flipFilter: flipped(golden) }) };
}

function filtered(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const y = ops.filteredLeakyRelu(image(input), {
    bias: input('b') as Tensor1D,
    upFilter: input('fu') as Tensor1D,
    downFilter: input('fd') as Tensor1D,
    up: numberOf(golden, 'up'),
    down: numberOf(golden, 'down'),
    padding: borderOf(golden, 'padding'),
    gain: numberOf(golden, 'gain'),
    slope: numberOf(golden, 'slope'),
    ...(golden.hyperparameters['clamp'] == null ? {} : { clamp: numberOf(golden, 'clamp') }),
    flipFilter: flipped(golden),
  });
  return { y };
}

function sampled(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const padding = golden.hyperparameters['padding'] as ops.GridPadding;
  const alignCorners = golden.hyperparameters['align_corners'] === true;
  return { y: ops.gridSample(image(input), input('grid') as Tensor4D, { padding, alignCorners }) };
}

/** The bands are `h0`, `h1`, …, the finest first. */
function pyramid(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const filter = golden.name.includes('-box') ? 'box' : 'binomial';
  const bands = ops.laplacianPyramid(image(input), { levels: numberOf(golden, 'levels'), filter });
  const coarsest = bands.at(-1);
  check(coarsest !== undefined, () => `${golden.name}: a pyramid has a band.`);
  return {
    ...Object.fromEntries(bands.map((band, k) => [`h${k}`, band])),
    reconstruction: ops.laplacianReconstruct(bands, { filter }),
    up_of_coarsest: ops.pyramidUp(coarsest, { filter }),
  };
}

export const resampling: readonly Family[] = [
  { pattern: /^layer-upfirdn-/, outputs: upfirdn },
  { pattern: /^layer-filtered-lrelu/, outputs: filtered },
  { pattern: /^layer-grid-sample/, outputs: sampled },
  { pattern: /^layer-laplacian-pyramid-/, outputs: pyramid },
  { pattern: /^layer-reflection-pad/, outputs: (input, golden) => reflected(image(input), numbersOf(golden, 'pads')) },
  {
    pattern: /^layer-pixel-shuffle/,
    outputs: (input, golden) => ({
      y: ops.pixelShuffle(image(input), { factor: numberOf(golden, 'factor') }),
      y_depth_to_space: ops.pixelShuffle(image(input), { factor: numberOf(golden, 'factor'), order: 'channelLast' }),
    }),
  },
  {
    pattern: /^layer-pixel-unshuffle/,
    outputs: (input, golden) => ({
      y: ops.pixelUnshuffle(image(input), { factor: numberOf(golden, 'factor') }),
      y_space_to_depth: ops.pixelUnshuffle(image(input), { factor: numberOf(golden, 'factor'), order: 'channelLast' }),
    }),
  },
  { pattern: /^layer-resample-avgpool\d/, outputs: (input, golden) => ({ y: averaged(image(input), golden) }) },
  { pattern: /^layer-resample-maxpool\d/, outputs: (input, golden) => ({ y: maximum(image(input), golden) }) },
  {
    pattern: /^layer-resample-nearest-(up|resize|down)/,
    outputs: (input, golden) => ({ y: ops.resizeNearest(image(input), sizeOf(golden)) }),
  },
  {
    pattern: /^layer-resample-bilinear-(up|resize|down)((?!antialias).)*-corners/,
    outputs: (input, golden) => ({ y: ops.resizeBilinear(image(input), sizeOf(golden), { alignCorners: true }) }),
  },
  {
    pattern: /^layer-resample-bilinear-(up|resize|down)((?!antialias|corners).)*$/,
    outputs: (input, golden) => ({ y: ops.resizeBilinear(image(input), sizeOf(golden)) }),
  },
];
