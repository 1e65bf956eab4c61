import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { augment } from '@ganblocks/core';
import type { GoldenArray, GoldenCase, GoldenTensor } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf, numbersOf, shapeOf } from '../hyperparameters';

const image = (input: Inputs<Tensor>): Tensor4D => input('x') as Tensor4D;
const each = (input: Inputs<Tensor>, name: string): Tensor1D => input(name) as Tensor1D;
const pairs = (input: Inputs<Tensor>, name: string): Tensor2D => input(name) as Tensor2D;

/** What a function of images does to ones: its mask. */
const masked = (x: Tensor4D, change: (images: Tensor4D) => Tensor4D): Record<string, Tensor> => ({
  y: change(x),
  mask: change(tf.ones([x.shape[0], x.shape[1], x.shape[2], 1])),
});

function diffAugmentColor(input: Inputs<Tensor>, golden: GoldenCase): Record<string, Tensor> {
  const steps: Readonly<Record<string, (x: Tensor4D) => Tensor4D>> = {
    brightness: (x) => augment.adjustBrightness(x, each(input, 'brightness')),
    saturation: (x) => augment.adjustSaturation(x, each(input, 'saturation')),
    contrast: (x) => augment.adjustContrast(x, each(input, 'contrast')),
  };
  const order = golden.hyperparameters['order'] as readonly string[];
  return { y: order.reduce((x, step) => steps[step]?.(x) ?? x, image(input)) };
}

/** Splits stored matrices, one behind the other, into rows. */
function matricesOf({ shape: [count = 0, rows = 0, columns = 0], data }: GoldenTensor): number[][][] {
  const row = (n: number, i: number): number[] => Array.from(data.slice((n * rows + i) * columns, (n * rows + i + 1) * columns));
  return Array.from({ length: count }, (_, n) => Array.from({ length: rows }, (__, i) => row(n, i)));
}

function geometry(input: Inputs<Tensor>, golden: GoldenCase, stored: Inputs<GoldenTensor>): Record<string, Tensor> {
  const inverses = matricesOf(stored('g_inv'));
  const filter = numbersOf(golden, 'filter');
  const [, height = 0, width = 0] = shapeOf(golden, 'x');
  const { padding, theta } = augment.geometryPlan(inverses, { height, width, taps: filter.length });
  return {
    y: augment.transformGeometry(image(input), inverses, { filter }),
    pad: tf.tensor1d([padding.left, padding.right, padding.top, padding.bottom], 'int32'),
    theta: tf.tensor3d(theta.map((rows) => rows.map((row) => [...row]))),
  };
}

function bands(input: Inputs<Tensor>): Record<string, Tensor> {
  const [gains, bank] = [pairs(input, 'gains'), augment.filterBank()];
  const filters = tf.tensor2d(bank.map((row) => [...row]));
  return { y: augment.filterBands(image(input), gains, { bank }), filter: tf.matMul(gains, filters), filter_bank: filters };
}

/** The probability after each of the intervals, with and without its limit. */
async function controller(stored: Inputs<GoldenTensor>, golden: GoldenCase): Promise<Record<string, GoldenArray>> {
  const options = {
    target: numberOf(golden, 'target'),
    images: numberOf(golden, 'batch') * numberOf(golden, 'interval'),
    speed: numberOf(golden, 'kimg') * 1000,
  };
  const changes = Array.from(stored('signs').data, (signs) => ({ ...options, signs }));
  const path = (limit?: number): GoldenArray => {
    let p = numberOf(golden, 'p_0', 0);
    return { shape: [changes.length], data: changes.map((change) => (p = augment.nextProbability(p, change, limit))) };
  };
  return {
    adjust: { shape: [changes.length], data: changes.map(augment.probabilityChange) },
    p: path(),
    p_limited: path(numberOf(golden, 'p_limit')),
  };
}

export const augmentation: readonly Family[] = [
  { pattern: /^augment-diffaug-color/, outputs: diffAugmentColor },
  {
    pattern: /^augment-diffaug-translation/,
    outputs: (input) => ({
      y: augment.translate(image(input), { rows: each(input, 'shift_rows'), columns: each(input, 'shift_cols') }),
    }),
  },
  {
    pattern: /^augment-diffaug-cutout/,
    outputs: (input, golden) => {
      const size = [numberOf(golden, 'cut_rows'), numberOf(golden, 'cut_cols')] as const;
      const [rows, columns] = [each(input, 'offset_rows'), each(input, 'offset_cols')];
      return masked(image(input), (x) => augment.cutoutPixels(x, { rows, columns, size }));
    },
  },
  { pattern: /^augment-ada-geometric/, outputs: geometry },
  {
    pattern: /^augment-ada-color/,
    outputs: (input) => ({ y: augment.transformColors(image(input), input('c') as Tensor3D) }),
  },
  { pattern: /^augment-ada-filter/, outputs: bands },
  {
    pattern: /^augment-ada-noise/,
    outputs: (input) => ({ y: augment.addNoise(image(input), input('noise'), each(input, 'sigma')) }),
  },
  {
    pattern: /^augment-ada-cutout/,
    outputs: (input) => {
      const [centers, sizes] = [pairs(input, 'center'), pairs(input, 'size')];
      return masked(image(input), (x) => augment.cutout(x, { centers, sizes }));
    },
  },
  { pattern: /^augment-ada-controller/, values: controller },
];
