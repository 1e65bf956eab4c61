import { check, writeSafetensors, type RawTensor } from '@ganblocks/core';
import type { GoldenArray, GoldenCase } from '@ganblocks/core/testing';
import { inceptionExtractor } from '@ganblocks/metrics';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Family } from '../family';
import { shapeOf } from '../hyperparameters';
import { formulaNumbers } from './formulaFeatures';
import { table, vector } from './metricTensors';

type Values = Record<string, GoldenArray>;

/** How the numbers of a tensor stand in its formula. */
type Formula = (name: string) => (i: number) => number;

const uniform =
  (prefix: string): Formula =>
  (name) => {
    const number = formulaNumbers(prefix + name);
    return (i) => 2 * number(i) - 1;
  };

interface FormulaTensor {
  /** Height, width, inputs, outputs; or inputs, outputs; or channels: the order of the formula. */
  readonly shape: readonly number[];
  readonly scale: number;
  readonly offset: number;
}

/** The tensors that the case describes, by name. */
function formulaTensors(golden: GoldenCase): ReadonlyMap<string, FormulaTensor> {
  const tensors = new Map<string, FormulaTensor>();
  const add = (name: string, shape: readonly number[], scale: number, offset = 0): unknown => tensors.set(name, { shape, scale, offset });
  for (const { name, inputs, outputs, kernel } of convolutionsOf(golden)) {
    const [height = 0, width = 0] = kernel;
    add(`${name}.conv.weight`, [height, width, inputs, outputs], Math.sqrt(6 / (height * width * inputs)));
    add(`${name}.bn.weight`, [outputs], 0.2, 1);
    add(`${name}.bn.bias`, [outputs], 0.1);
    add(`${name}.bn.running_mean`, [outputs], 0.1);
    add(`${name}.bn.running_var`, [outputs], 0.3, 1);
  }
  const [, features = 0] = shapeOf(golden, 'pool3');
  const [, classes = 0] = shapeOf(golden, 'logits');
  add('fc.weight', [features, classes], Math.sqrt(3 / features));
  add('fc.bias', [classes], 0.1);
  return tensors;
}

interface DescribedConvolution {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: readonly number[];
}

function convolutionsOf(golden: GoldenCase): readonly DescribedConvolution[] {
  const list = golden.hyperparameters['conv_layers'];
  check(Array.isArray(list), () => `${golden.name}: hyperparameter "conv_layers" must be a list.`);
  const described = list as unknown as readonly { name: string; in: number; out: number; kernel_hw: readonly number[] }[];
  return described.map((one) => ({ name: one.name, inputs: one.in, outputs: one.out, kernel: one.kernel_hw }));
}

/** As PyTorch stores it: outputs before inputs, those before height and width. */
function torchTensor({ shape, scale, offset }: FormulaTensor, numbers: (i: number) => number): RawTensor {
  const outputs = shape.at(-1) ?? 1;
  const inputs = shape.length > 1 ? (shape.at(-2) ?? 1) : 1;
  const taps = shape.length === 4 ? (shape[0] ?? 1) * (shape[1] ?? 1) : 1;
  const data = new Float32Array(outputs * inputs * taps);
  for (let tap = 0, i = 0; tap < taps; tap++) {
    for (let c = 0; c < inputs; c++) {
      for (let k = 0; k < outputs; k++) data[(k * inputs + c) * taps + tap] = offset + scale * numbers(i++);
    }
  }
  const turned = shape.length === 1 ? shape : [outputs, inputs, ...shape.slice(0, -2)];
  return { dtype: 'F32', shape: turned, data };
}

function inputOf(prefix: string, [n = 0, height = 0, width = 0, channels = 0]: readonly number[]): Float32Array {
  const [pixel, block] = [formulaNumbers(`${prefix}input/pixel`), formulaNumbers(`${prefix}input/block`)];
  const data = new Float32Array(n * height * width * channels);
  for (let i = 0; i < data.length; i++) {
    const [c, x, y, image] = [
      i % channels,
      Math.floor(i / channels) % width,
      Math.floor(i / channels / width) % height,
      Math.floor(i / channels / width / height),
    ];
    const coarse = ((image * 23 + Math.floor(y / 13)) * 23 + Math.floor(x / 13)) * 3 + c;
    data[i] = 0.25 * pixel(i) + 0.75 * block(coarse);
  }
  return data;
}

function meanAndStd(data: ArrayLike<number>): [mean: number, std: number] {
  const numbers = Float64Array.from(data);
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  return [mean, Math.sqrt(numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length)];
}

const statistics = (name: string, data: Float32Array): Values => ({
  [`stat_${name}`]: vector([...meanAndStd(data), data.reduce((most, value) => Math.max(most, value), -Infinity)]),
  [`first64_${name}`]: vector(data.slice(0, 64)),
});

async function mapValues(name: string, map: Tensor4D): Promise<Values> {
  const data = await map.data<'float32'>();
  const [n, height, width, channels] = map.shape;
  const pixels = height * width;
  const means = new Float64Array(n * channels);
  data.forEach((value, i) => (means[Math.floor(i / (pixels * channels)) * channels + (i % channels)]! += value / pixels));
  const second = (pixels + Math.floor(height / 2) * width + Math.floor(width / 2)) * channels;
  return {
    ...statistics(name, data),
    [`second64_${name}`]: vector(data.slice(second, second + Math.min(64, channels))),
    [`spatial_mean_${name}`]: table(means, n, channels),
  };
}

async function inceptionValues(golden: GoldenCase): Promise<Values> {
  const prefix = golden.hyperparameters['prefix'];
  check(typeof prefix === 'string', () => `${golden.name}: hyperparameter "prefix" must be a text. Got ${JSON.stringify(prefix)}.`);
  const formula = uniform(prefix);
  const described = formulaTensors(golden);
  const bytes = writeSafetensors(new Map([...described].map(([name, tensor]) => [name, torchTensor(tensor, formula(name))])));
  const blocks = [...golden.tensors.keys()].flatMap((name) => /^spatial_mean_(.+)$/.exec(name)?.[1] ?? []);
  const [count = 0] = shapeOf(golden, 'pool3');
  const input = inputOf(prefix, [count, 299, 299, 3]);
  const extractor = await inceptionExtractor(bytes, { layers: blocks });
  const images = tf.tensor4d(
    input.map((value) => 2 * value - 1),
    [count, 299, 299, 3],
  );
  const maps = extractor.layers?.(images) ?? [];
  try {
    const { features, logits } = await extractor.extract(images);
    const [pool3, classes] = [Float32Array.from(features.data), Float32Array.from(logits?.data ?? [])];
    const taps = await Promise.all(maps.map((map, i) => mapValues(blocks[i] ?? '', map)));
    const weights = [...golden.tensors.keys()].flatMap((name): [string, GoldenArray][] => {
      const tensor = described.get(name.replace(/^vec_/, ''));
      if (!tensor || !name.startsWith('vec_')) return [];
      const numbers = formula(name.slice(4));
      const [length = 0] = shapeOf(golden, name);
      return [[name, vector(Float32Array.from({ length }, (_, i) => tensor.offset + tensor.scale * numbers(i)))]];
    });
    return {
      ...taps.reduce((all, values) => ({ ...all, ...values }), {}),
      ...Object.fromEntries(weights),
      ...statistics('pool3', pool3),
      ...statistics('logits', classes),
      pool3: table(pool3, count, features.columns),
      logits: table(classes, count, logits?.columns ?? 0),
      input_first64: vector(input.slice(0, 64)),
      input_stat: vector(meanAndStd(input)),
    };
  } finally {
    tf.dispose([images, ...maps]);
    extractor.dispose();
  }
}

/** The FID network with weights and images by formula. */
export const fidInception: Family = { pattern: /^fid-inception/, values: async (_, golden) => inceptionValues(golden) };
