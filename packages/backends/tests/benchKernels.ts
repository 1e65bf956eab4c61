/*
 * GFLOP/s of our kernels beside stock conv2d on the same shapes; `npm run bench -- --kernels` is the gate on them.
 *   npx tsx --tsconfig tsconfig.base.json packages/backends/tests/benchKernels.ts [text of the rows to run]
 */
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { convolutionGeometry } from '../src/wasm/convolutionGeometry';
import { affine, channelSums } from '../src/wasm/module/channels';
import { conv2d, conv2dFilterGradient, conv2dInputGradient } from '../src/wasm/module/convolution';
import { activate, activateGradient, unary } from '../src/wasm/module/elementwise';
import { type KernelModule, kernelModule, type WasmBackend } from '../src/wasm/module/kernelModule';
import { matMul } from '../src/wasm/module/matMul';

type Shape = readonly [batch: number, size: number, channels: number, outputs: number, filter: number, stride: number];

const shapes: readonly Shape[] = [
  [64, 28, 1, 64, 4, 2],
  [64, 14, 64, 128, 4, 2],
  [16, 32, 64, 64, 3, 1],
  [16, 16, 64, 64, 3, 1],
  [16, 8, 64, 64, 3, 1],
  [16, 4, 64, 64, 3, 1],
  [16, 32, 64, 64, 4, 2],
  [16, 16, 64, 64, 4, 2],
  [16, 32, 3, 64, 3, 1],
  [16, 32, 64, 64, 1, 1],
  [16, 32, 64, 3, 3, 1],
  [16, 16, 128, 256, 4, 2],
  [16, 8, 256, 512, 4, 2],
  [16, 64, 3, 64, 4, 2],
  [16, 32, 128, 128, 3, 1],
  [8, 4, 64, 64, 3, 1],
];
const products = [
  [512, 512, 512],
  [1024, 64, 1024],
  [16, 1024, 128],
] as const;

/** Milliseconds that each run may take in all. */
const budget = 120;
/** How many times faster than stock conv2d forward each of our three kernels has to be. */
const gate = 1.1;

/** Milliseconds of the best of as many runs as the budget has room for; they take turns, so that a busy moment hits all of them. */
function bestOf(runs: readonly (() => tf.TensorInfo)[]): number[] {
  const least = runs.map(() => Infinity);
  const end = performance.now() + budget * runs.length;
  for (let turn = 0; turn < 3 || performance.now() < end; turn++) {
    runs.forEach((run, index) => {
      const start = performance.now();
      const result = run();
      least[index] = Math.min(least[index]!, performance.now() - start);
      tf.engine().makeTensorFromTensorInfo(result).dispose();
    });
  }
  return least;
}

const ratesOf = (operations: number, runs: readonly (() => tf.TensorInfo)[]): number[] =>
  bestOf(runs).map((milliseconds) => operations / milliseconds / 1e6);
const cell = (value: number, digits: number): string => value.toFixed(digits).padStart(8);
const titled = (titles: readonly string[]): string[] => titles.map((title) => title.padStart(8));
const row = (name: string, cells: readonly string[]): void => console.log(name.padEnd(28) + cells.join(''));

async function startWasm(): Promise<KernelModule> {
  tf.env().set('IS_TEST', true);
  await tf.setBackend('wasm');
  await tf.ready();
  return kernelModule(tf.backend() as unknown as WasmBackend);
}

/** GFLOP/s: stock conv2d forward, ours forward, input gradient, filter gradient. */
function ratesOfConvolution(module: KernelModule, [batch, size, channels, outputs, filter, stride]: Shape): number[] {
  const [inputShape, filterShape]: [[number, number, number, number], [number, number, number, number]] = [
    [batch, size, size, channels],
    [filter, filter, channels, outputs],
  ];
  const { outShape, outHeight } = tf.backend_util.computeConv2DInfo(inputShape, filterShape, stride, 1, 'same');
  const dy = tf.fill(outShape, 0.5);
  const geometry = convolutionGeometry(inputShape, filterShape, dy, { strides: stride, pad: 'same' });
  const [x, w] = [tf.fill<tf.Rank.R4>(inputShape, 0.5), tf.fill<tf.Rank.R4>(filterShape, 0.5)];
  const rates = ratesOf(2 * batch * outHeight ** 2 * filter ** 2 * channels * outputs, [
    () => tf.conv2d(x, w, stride, 'same'),
    () => conv2d(module, x, w, geometry),
    () => conv2dInputGradient(module, dy, w, geometry),
    () => conv2dFilterGradient(module, x, dy, geometry),
  ]);
  tf.dispose([x, w, dy]);
  return rates;
}

const nameOf = ([batch, size, channels, outputs, filter, stride]: Shape): string =>
  `${batch},${size},${size},${channels} -> ${outputs}, ${filter}, ${stride}`;

function benchProducts(module: KernelModule, only: string): void {
  row('matMul', titled(['NN', 'TN', 'NT', 'TT']));
  for (const [rows, inner, columns] of products) {
    const name = `${rows}x${inner}x${columns}`;
    if (!name.includes(only)) continue;
    const [a, b] = [tf.fill([rows * inner], 0.5), tf.fill([inner * columns], 0.5)];
    const runs = [0, 1, 2, 3].map(
      (flags) => () => matMul(module, a, b, { rows, inner, columns, transposeA: (flags & 1) > 0, transposeB: (flags & 2) > 0 }),
    );
    row(
      name,
      ratesOf(2 * rows * inner * columns, runs).map((rate) => cell(rate, 1)),
    );
    tf.dispose([a, b]);
  }
}

function benchElementwise(module: KernelModule, only: string): void {
  const large = tf.fill([64, 32, 32, 64], 0.5);
  const channels = tf.fill([64], 0.5);
  const leaky = { kind: 'leakyRelu', slope: 0.2 } as const;
  const pairs: readonly (readonly [string, ...(() => tf.TensorInfo)[]])[] = [
    ['leakyRelu', () => activate(module, large, leaky), () => tf.leakyRelu(large, 0.2)],
    ['leakyRelu gradient', () => activateGradient(module, large, large, leaky)],
    ['tanh', () => unary(module, 'tanh', large), () => tf.tanh(large)],
    ['exp', () => unary(module, 'exp', large), () => tf.exp(large)],
    ['sigmoid', () => unary(module, 'sigmoid', large), () => tf.sigmoid(large)],
    ['softplus', () => unary(module, 'softplus', large)],
    ['bias, leakyRelu', () => affine(module, large, { offset: channels }, leaky)],
    ['column sums', () => channelSums(module, large), () => tf.sum(large, [0, 1, 2])],
  ];
  row('ms, 64,32,32,64', titled(['ours', 'stock']));
  for (const [name, ...runs] of pairs) {
    if (name.includes(only))
      row(
        name,
        bestOf(runs).map((milliseconds) => cell(milliseconds, 2)),
      );
  }
  tf.dispose([large, channels]);
}

/** All kernels of the module, of the rows whose names have the text. */
async function benchAll(only: string): Promise<void> {
  const module = await startWasm();
  row('GFLOP/s', titled(['stock', 'forward', 'dx', 'dw']));
  for (const shape of shapes) {
    if (!nameOf(shape).includes(only)) continue;
    row(
      nameOf(shape),
      ratesOfConvolution(module, shape).map((rate) => cell(rate, 1)),
    );
  }
  benchProducts(module, only);
  benchElementwise(module, only);
}

const timesStock = ([stock = NaN, ...ours]: readonly number[]): number[] => ours.map((rate) => rate / stock);
const passes = (rates: readonly number[]): boolean => timesStock(rates).every((ratio) => ratio >= gate);

/** The best rates of a shape: a row that fails is measured up to two times more, in case the machine was busy. */
function surelyRatesOf(module: KernelModule, shape: Shape): number[] {
  let rates = ratesOfConvolution(module, shape);
  for (let again = 0; again < 2 && !passes(rates); again++) {
    const next = ratesOfConvolution(module, shape);
    rates = rates.map((rate, index) => Math.max(rate, next[index]!));
  }
  return rates;
}

/** GFLOP/s of stock conv2d forward and of our three kernels on one shape. */
export interface KernelRates {
  readonly kernel: string;
  readonly stock: number;
  readonly forward: number;
  readonly input_gradient: number;
  readonly filter_gradient: number;
  /** Whether each is so many times as fast as stock as the gate asks. */
  readonly passed: boolean;
}

/** Measures the shapes whose names have the text, one after the other. */
export async function* ratesOfKernels(only: string): AsyncGenerator<KernelRates> {
  const module = await startWasm();
  for (const shape of shapes) {
    const kernel = nameOf(shape);
    if (!kernel.includes(only)) continue;
    const rates = surelyRatesOf(module, shape);
    const [stock = NaN, forward = NaN, input_gradient = NaN, filter_gradient = NaN] = rates.map((rate) => Number(rate.toFixed(1)));
    yield { kernel, stock, forward, input_gradient, filter_gradient, passed: passes(rates) };
  }
}

/**
 * Whether forward, input gradient and filter gradient of each shape run at 1.1 times the rate of stock conv2d forward, in the same run;
 * prints how many times it is for each.
 */
export async function gateKernels({ only = '', json = false }: { only?: string; json?: boolean } = {}): Promise<boolean> {
  let all = true;
  if (!json) row(`GFLOP/s, at least ${gate}x`, titled(['stock', 'forward', 'dx', 'dw', 'forward', 'dx', 'dw']));
  for await (const line of ratesOfKernels(only)) {
    const { kernel, stock, forward, input_gradient, filter_gradient, passed } = line;
    const rates = [stock, forward, input_gradient, filter_gradient];
    const [times, cells] = [timesStock(rates), rates.map((rate) => cell(rate, 1))];
    all &&= passed;
    if (json) console.log(JSON.stringify({ ...line, times: times.map((ratio) => Number(ratio.toFixed(2))) }));
    else row(kernel, [...cells, ...times.map((ratio) => `${cell(ratio, 2).slice(1)}x`), passed ? '  ok' : '  FAILS']);
  }
  return all;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchAll(process.argv[2] ?? '');
