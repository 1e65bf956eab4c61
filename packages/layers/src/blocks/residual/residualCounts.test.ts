import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import {
  batchNorm,
  bottleneckDown,
  bottleneckSame,
  bottleneckUp,
  classConditionalBatchNorm,
  conditionalBatchNorm,
  conditioned,
  conv2d,
  dense,
  globalSumPool,
  input,
  network,
  type Part,
  relu,
  reshape,
  residualDown,
  residualSame,
  residualUp,
  sequence,
} from '../../index';

interface Published {
  readonly models: Readonly<Record<string, { readonly trainable_parameters: number }>>;
}
const file = new URL('../../../../../goldens/parameter-counts.json', import.meta.url);
const published = (JSON.parse(readFileSync(file, 'utf8')) as Published).models;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** The parts of a network of some width; `condition` is what its normalizations read. */
type Parts = (width: number, condition: SymbolicTensor) => readonly Part[];
type Shape = readonly number[];

function parametersOf(parts: Parts, width: number, shape: Shape, condition: Shape): number {
  const x = input({ shape });
  const given = input({ shape: condition, name: 'condition', dtype: condition.length === 0 ? 'int32' : 'float32' });
  const outputs = sequence(...parts(width, given))(x, '');
  const { trainable, dispose } = network(tfl.model({ inputs: [x, given], outputs }));
  const count = trainable.reduce((sum, { size }) => sum + size, 0);
  dispose();
  return count;
}

/** Every weight's size is a polynomial of the width, of degree 2 at most: three narrow networks tell the count of a wide one. */
function countAt(
  width: number,
  parts: Parts,
  shape: Shape,
  { condition = [1], step = 2 }: { condition?: Shape; step?: number } = {},
): number {
  const [one, two, three] = [1, 2, 3].map((multiple) => parametersOf(parts, multiple * step, shape, condition)) as [number, number, number];
  const place = width / step - 1;
  return one + (two - one) * place + ((three - 2 * two + one) * place * (place - 1)) / 2;
}

/** Channels of a stage as multiples of the width. */
type Stages = readonly number[];
const rgb = (): Part => conv2d({ channels: 3, kernelSize: 3, padding: 1 });
const head = (useBias = true): Part[] => [relu(), globalSumPool(), dense({ units: 1, useBias })];
const seed = (channels: number): Part[] => [dense({ units: 16 * channels }), reshape({ shape: [4, 4, channels] })];

const generator =
  (stages: Stages, norm: (condition: SymbolicTensor) => () => Part = () => () => batchNorm()): Parts =>
  (width, condition) => [
    ...seed(stages[0]! * width),
    ...stages.slice(1).map((stage) => residualUp({ channels: stage * width, norm: norm(condition) })),
    batchNorm(),
    relu(),
    rgb(),
  ];
const byClass = (classes: number) => (labels: SymbolicTensor) => () => conditioned(classConditionalBatchNorm({ classes }), labels);
const byVector = (condition: SymbolicTensor) => () => conditioned(conditionalBatchNorm(), condition);

/** Blocks behind `downs` keep the resolution; `narrow` ones have as many channels within as x has, as SN-GAN's, but for the first. */
const discriminator =
  (stages: Stages, { downs, narrow = false, useBias = true }: { downs: number; narrow?: boolean; useBias?: boolean }): Parts =>
  (width) => [
    ...stages.map((stage, index) => {
      const channels = stage * width;
      const within = narrow ? stages[Math.max(index - 1, 0)]! * width : channels;
      return (index < downs ? residualDown : residualSame)({ channels, hiddenChannels: within });
    }),
    ...head(useBias),
  ];

const deepGenerator: Parts = (width, condition) => [
  ...seed(16 * width),
  ...[16, 16, 8, 4, 2].flatMap((stage, index) => [
    bottleneckSame({ channels: stage * width, norm: byVector(condition) }),
    bottleneckUp({ channels: [16, 8, 4, 2, 1][index]! * width, norm: byVector(condition) }),
  ]),
  batchNorm(),
  relu(),
  rgb(),
];
const deepDiscriminator: Parts = (width) => [
  conv2d({ channels: width, kernelSize: 3, padding: 1 }),
  ...[2, 4, 8, 16].flatMap((stage) => [bottleneckDown({ channels: stage * width }), bottleneckSame({ channels: stage * width })]),
  ...[16, 16].map((stage) => bottleneckSame({ channels: stage * width })),
  ...head(),
];

/** What stands beside the blocks: attention without biases (C/8 twice, C/2 twice, γ), and a table of classes. */
const attention = (channels: number): number => (5 / 4) * channels ** 2 + 1;
const table = (classes: number, size: number): number => classes * size;

const image = [32, 32, 3];
const plain = discriminator([1, 1, 1, 1], { downs: 2 });
const halves = [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16];

test.each([
  ['sngan-32-generator@mimicry', () => countAt(256, generator([1, 1, 1, 1]), [128])],
  ['sngan-32-generator@pfnet', () => countAt(256, generator([1, 1, 1, 1]), [128])],
  ['sngan-32-discriminator@mimicry', () => countAt(128, plain, image)],
  ['sngan-32-discriminator@pfnet', () => countAt(128, discriminator([1, 1, 1, 1], { downs: 2, useBias: false }), image)],
  ['sngan-128-generator@mimicry', () => countAt(1024, generator([1, ...halves]), [128], { step: 16 })],
  [
    'sngan-128-discriminator@mimicry',
    () => countAt(1024, discriminator([...[...halves].reverse(), 1], { downs: 5, narrow: true }), image, { step: 16 }),
  ],
  ['wgan-gp-32-generator@igul222', () => countAt(128, generator([1, 1, 1, 1]), [128])],
  ['wgan-gp-32-discriminator@igul222', () => countAt(128, plain, image)],
  ['cgan-pd-32-generator@mimicry', () => countAt(256, generator([1, 1, 1, 1], byClass(10)), [128], { condition: [] })],
  [
    'sagan-128-generator@mimicry',
    () => countAt(1024, generator([1, ...halves], byClass(1000)), [128], { condition: [], step: 16 }) + attention(256),
  ],
  ['biggan-cifar-generator@biggan-pytorch', () => countAt(64, generator([4, 4, 4, 4], byVector), [128], { condition: [10] })],
  ['biggan-cifar-discriminator@biggan-pytorch', () => countAt(64, discriminator([4, 4, 4, 4], { downs: 2 }), image) + table(10, 256)],
  [
    'biggan-128-generator@biggan-pytorch',
    () => countAt(96, generator([16, 16, 8, 4, 2, 1], byVector), [20], { condition: [148] }) + attention(192) + table(1000, 128),
  ],
  [
    'biggan-128-discriminator@biggan-pytorch',
    () => countAt(96, discriminator([1, 2, 4, 8, 16, 16], { downs: 5 }), image) + attention(96) + table(1000, 1536),
  ],
  [
    'biggan-deep-128-generator@biggan-pytorch',
    () => countAt(128, deepGenerator, [256], { condition: [256] }) + attention(256) + table(1000, 128),
  ],
  ['biggan-deep-128-discriminator@biggan-pytorch', () => countAt(128, deepDiscriminator, image) + attention(256) + table(1000, 2048)],
])('%s has as many parameters as published', (key, count) => {
  expect(count()).toBe(published[key]?.trainable_parameters);
});
