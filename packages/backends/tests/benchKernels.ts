/*
 * GFLOP/s of our kernels beside stock conv2d on the same shapes:
 *   npx tsx --tsconfig tsconfig.base.json packages/backends/tests/benchKernels.ts [text of the rows to run]
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { convolutionGeometry } from '../src/wasm/convolutionGeometry';
import { affine, channelSums } from '../src/wasm/module/channels';
import { conv2d, conv2dFilterGradient, conv2dInputGradient } from '../src/wasm/module/convolution';
import { activate, activateGradient, unary } from '../src/wasm/module/elementwise';
import { kernelModule, type WasmBackend } from '../src/wasm/module/kernelModule';
import { matMul } from '../src/wasm/module/matMul';

type Shape = readonly [batch: number, size: number, channels: number, outputs: number, filter: number, stride: number];

const shapes: readonly Shape[] = [
  [64, 28, 1, 64, 4, 2],
  [64, 14, 64, 128, 4, 2],
  [16, 32, 64, 64, 3, 1],
  [16, 8, 64, 64, 3, 1],
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

const budget = 120;
const only = process.argv[2] ?? '';

tf.env().set('IS_TEST', true);
await tf.setBackend('wasm');
await tf.ready();
const module = kernelModule(tf.backend() as unknown as WasmBackend);

/** Milliseconds of the best of as many runs as the budget has room for. */
function best(run: () => tf.TensorInfo): number {
  const end = performance.now() + budget;
  let least = Infinity;
  for (let i = 0; i < 3 || performance.now() < end; i++) {
    const start = performance.now();
    const result = run();
    least = Math.min(least, performance.now() - start);
    tf.engine().makeTensorFromTensorInfo(result).dispose();
  }
  return least;
}

const cell = (value: number, digits: number): string => value.toFixed(digits).padStart(8);
const rate = (operations: number, run: () => tf.TensorInfo): string => cell(operations / best(run) / 1e6, 1);
const time = (run: () => tf.TensorInfo): string => cell(best(run), 2);
const row = (name: string, cells: readonly string[]): void => console.log(name.padEnd(28) + cells.join(''));
row(
  'shape',
  ['stock', 'forward', 'dx', 'dw'].map((title) => title.padStart(8)),
);
for (const [batch, size, channels, outputs, filter, stride] of shapes) {
  const name = `${batch},${size},${size},${channels} -> ${outputs}, ${filter}, ${stride}`;
  if (!name.includes(only)) continue;
  const [inputShape, filterShape]: [[number, number, number, number], [number, number, number, number]] = [
    [batch, size, size, channels],
    [filter, filter, channels, outputs],
  ];
  const { outShape, outHeight } = tf.backend_util.computeConv2DInfo(inputShape, filterShape, stride, 1, 'same');
  const dy = tf.fill(outShape, 0.5);
  const geometry = convolutionGeometry(inputShape, filterShape, dy, { strides: stride, pad: 'same' });
  const [x, w] = [tf.fill<tf.Rank.R4>(inputShape, 0.5), tf.fill<tf.Rank.R4>(filterShape, 0.5)];
  const operations = 2 * batch * outHeight ** 2 * filter ** 2 * channels * outputs;
  row(name, [
    rate(operations, () => tf.conv2d(x, w, stride, 'same')),
    rate(operations, () => conv2d(module, x, w, geometry)),
    rate(operations, () => conv2dInputGradient(module, dy, w, geometry)),
    rate(operations, () => conv2dFilterGradient(module, x, dy, geometry)),
  ]);
  tf.dispose([x, w, dy]);
}
row(
  'matMul',
  ['NN', 'TN', 'NT', 'TT'].map((title) => title.padStart(8)),
);
for (const [rows, inner, columns] of products) {
  const name = `${rows}x${inner}x${columns}`;
  if (!name.includes(only)) continue;
  const [a, b] = [tf.fill([rows * inner], 0.5), tf.fill([inner * columns], 0.5)];
  const cells = [0, 1, 2, 3].map((flags) =>
    rate(2 * rows * inner * columns, () =>
      matMul(module, a, b, { rows, inner, columns, transposeA: (flags & 1) > 0, transposeB: (flags & 2) > 0 }),
    ),
  );
  row(name, cells);
  tf.dispose([a, b]);
}

const large = tf.fill([64, 32, 32, 64], 0.5);
const channels = tf.fill([64], 0.5);
row(
  'ms, 64,32,32,64',
  ['ours', 'stock'].map((title) => title.padStart(8)),
);
const leaky = { kind: 'leakyRelu', slope: 0.2 } as const;
const pairs: readonly (readonly [string, () => tf.TensorInfo, (() => tf.TensorInfo)?])[] = [
  ['leakyRelu', () => activate(module, large, leaky), () => tf.leakyRelu(large, 0.2)],
  ['leakyRelu gradient', () => activateGradient(module, large, large, leaky)],
  ['tanh', () => unary(module, 'tanh', large), () => tf.tanh(large)],
  ['exp', () => unary(module, 'exp', large), () => tf.exp(large)],
  ['sigmoid', () => unary(module, 'sigmoid', large), () => tf.sigmoid(large)],
  ['softplus', () => unary(module, 'softplus', large)],
  ['bias, leakyRelu', () => affine(module, large, { offset: channels }, leaky)],
  ['column sums', () => channelSums(module, large), () => tf.sum(large, [0, 1, 2])],
];
for (const [name, ours, stock] of pairs) {
  if (name.includes(only)) row(name, [time(ours), stock ? time(stock) : '']);
}
