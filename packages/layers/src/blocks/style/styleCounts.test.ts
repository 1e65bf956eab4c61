import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import {
  conv2d,
  fromRgb,
  input,
  mappingNetwork,
  minibatchHead,
  network,
  proganBase,
  proganDown,
  proganUp,
  r3ganBasis,
  r3ganBlock,
  r3ganDown,
  r3ganHead,
  r3ganUp,
  sequence,
  stylegan2Base,
  stylegan2Down,
  stylegan2Synthesis,
  stylegan2ToRgb,
  styleganBase,
  styleganSynthesis,
  toRgb,
} from '../../index';

interface Published {
  readonly models: Readonly<Record<string, { readonly trainable_parameters: number }>>;
}
const file = new URL('../../../../../goldens/parameter-counts.json', import.meta.url);
const published = (JSON.parse(readFileSync(file, 'utf8')) as Published).models;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** The outputs of a network whose widths are multiples of `unit`; it reads `size` numbers or an image of `size` pixels. */
type Outputs = (unit: number) => { readonly x: SymbolicTensor | SymbolicTensor[]; readonly outputs: readonly SymbolicTensor[] };

function parametersOf(outputsOf: Outputs, unit: number): number {
  const { x, outputs } = outputsOf(unit);
  const net = network(tfl.model({ inputs: x, outputs: [...outputs] }));
  const count = net.trainable.reduce((sum, { size }) => sum + size, 0);
  net.dispose();
  return count;
}

/** Every weight's size is a polynomial of the unit, of degree 2 at most: three narrow networks tell the count of the wide one. */
function countAt(unit: number, outputsOf: Outputs): number {
  const [one, two, three] = [1, 2, 3].map((narrow) => parametersOf(outputsOf, narrow)) as [number, number, number];
  const place = unit - 1;
  return one + (two - one) * place + ((three - 2 * two + one) * place * (place - 1)) / 2;
}

const latents = (size: number): SymbolicTensor => input({ shape: [size] });
const image = (size: number): SymbolicTensor => input({ shape: [size, size, 3] });
/** The widths from 4 × 4 pixels on, in units. */
type Widths = readonly number[];

/** ProGAN's generator with the images of all resolutions, as they are when it has grown. */
const proganGenerator =
  (widths: Widths): Outputs =>
  (unit) => {
    const x = latents(widths[0]! * unit);
    const outputs: SymbolicTensor[] = [];
    widths.reduce((y, width, index) => {
      const features =
        index === 0 ? proganBase({ channels: width * unit })(y, 'base') : proganUp({ channels: width * unit })(y, `up${index}`);
      outputs.push(toRgb()(features, `rgb${index}`));
      return features;
    }, x);
    return { x, outputs };
  };

/** The critic with the first convolutions of all resolutions; those of the lower ones read small images of their own. */
const proganCritic =
  (widths: Widths): Outputs =>
  (unit) => {
    const x = image(2 ** (widths.length + 1));
    const falling = [...widths].reverse().map((width) => width * unit);
    const whole = falling
      .slice(1)
      .reduce((y, channels, index) => proganDown({ channels })(y, `down${index}`), fromRgb({ channels: falling[0]! })(x, 'rgb0'));
    const lower = falling.slice(1).map((channels, index) => fromRgb({ channels })(x, `rgb${index + 1}`));
    return { x, outputs: [minibatchHead()(whole, 'head'), ...lower] };
  };

/** With the images of all resolutions: it grows as ProGAN does. */
const styleganGenerator =
  (widths: Widths, mapped: boolean): Outputs =>
  (unit) => {
    const size = widths[0]! * unit;
    const x = latents(size);
    const w = mapped ? mappingNetwork({ size })(x, 'mapping') : x;
    const outputs: SymbolicTensor[] = [];
    widths.reduce((y, width, index) => {
      const args = { channels: width * unit, latents: w, noise: 'none' } as const;
      const features = index === 0 ? styleganBase(args)(y, 'base') : styleganSynthesis(args)(y, `up${index}`);
      outputs.push(toRgb()(features, `rgb${index}`));
      return features;
    }, w);
    return { x, outputs };
  };

const stylegan2Generator =
  (widths: Widths, { layers = 8, classes = 0 } = {}): Outputs =>
  (unit) => {
    const size = widths[0]! * unit;
    const [z, labels] = [latents(size), input({ shape: [], name: 'labels', dtype: 'int32' })];
    const x = classes > 0 ? [z, labels] : z;
    const w = mappingNetwork({ size, layers, condition: classes > 0 ? { labels, classes } : undefined })(z, 'mapping');
    const base = stylegan2Base({ channels: size, latents: w, noise: 'none' })(w, 'base');
    const start = { features: base, rgb: stylegan2ToRgb({ latents: w })(base, 'rgb0') };
    const { rgb } = widths.slice(1).reduce((last, width, index) => {
      const features = stylegan2Synthesis({ channels: width * unit, latents: w, noise: 'none' })(last.features, `up${index + 1}`);
      return { features, rgb: stylegan2ToRgb({ latents: w, image: last.rgb })(features, `rgb${index + 1}`) };
    }, start);
    return { x, outputs: [rgb] };
  };

/** With classes it has as many outputs as the class's vector has numbers. */
const stylegan2Discriminator =
  (widths: Widths, { form = 'residual', projects = false }: { form?: 'residual' | 'plain'; projects?: boolean } = {}): Outputs =>
  (unit) => {
    const x = image(2 ** (widths.length + 1));
    const [first = 1, ...rest] = [...widths].reverse().map((width) => width * unit);
    const features = rest.reduce(
      (y, channels, index) => stylegan2Down({ channels, form })(y, `down${index}`),
      fromRgb({ channels: first })(x, 'rgb'),
    );
    return { x, outputs: [minibatchHead({ gainOn: 'activation', outputs: projects ? widths[0]! * unit : 1 })(features, 'head')] };
  };

/** A unit is 48 channels at 4 × 4: the narrowest that all groups divide. */
const r3ganStages = (widths: Widths, unit: number) => widths.map((width) => ({ channels: width * unit, groups: 2 * width }));

const r3ganGenerator =
  (widths: Widths, size = 64): Outputs =>
  (unit) => {
    const x = latents(size);
    const features = r3ganStages(widths, unit).reduce((y, { channels, groups }, index) => {
      const resized = index === 0 ? r3ganBasis({ channels })(y, 'basis') : r3ganUp({ channels })(y, `up${index}`);
      return sequence(r3ganBlock({ groups }), r3ganBlock({ groups }))(resized, `stage${index}`);
    }, x);
    return { x, outputs: [sequence(conv2d({ channels: 3, kernelSize: 1, useBias: false }))(features, 'rgb')] };
  };

const r3ganDiscriminator =
  (widths: Widths, { projects = false } = {}): Outputs =>
  (unit) => {
    const x = image(2 ** (widths.length + 1));
    const falling = r3ganStages([...widths].reverse(), unit);
    const start = sequence(conv2d({ channels: falling[0]!.channels, kernelSize: 1, useBias: false }))(x, 'rgb');
    const features = falling.reduce((y, { groups }, index) => {
      const stage = sequence(r3ganBlock({ groups }), r3ganBlock({ groups }))(y, `stage${index}`);
      const next = falling[index + 1];
      return next ? r3ganDown({ channels: next.channels })(stage, `down${index}`) : stage;
    }, start);
    return { x, outputs: [r3ganHead({ outputs: projects ? widths[0]! * unit : 1 })(features, 'head')] };
  };

const [progan1024, stylegan1024] = [
  [32, 32, 32, 32, 16, 8, 4, 2, 1],
  [16, 16, 16, 16, 16, 8, 4, 2, 1],
] as const;
const ffhq256 = [48, 48, 48, 48, 24, 12, 6];
const cifar = [48, 48, 48, 48];
/** What stands beside the blocks: vectors for 10 classes, and the mapping network of StyleGAN2-ADA's discriminator, 8 dense layers. */
const vectors = (size: number): number => 10 * size;
const classMapping = vectors(512) + 512 + 8 * (512 ** 2 + 512);

test.each([
  ['progan-1024-generator@tkarras', () => countAt(16, proganGenerator(progan1024))],
  ['progan-1024-discriminator@tkarras', () => countAt(16, proganCritic(progan1024))],
  ['stylegan-1024-synthesis@stylegan', () => countAt(16, styleganGenerator(progan1024, false))],
  ['stylegan-1024-generator@stylegan', () => countAt(16, styleganGenerator(progan1024, true))],
  ['stylegan2-1024-generator@stylegan2-ada-pytorch', () => countAt(32, stylegan2Generator(stylegan1024))],
  ['stylegan2-256-generator@stylegan2-ada-pytorch', () => countAt(128, stylegan2Generator([4, 4, 4, 4, 4, 2, 1]))],
  ['stylegan2-64-generator@stylegan2-ada-pytorch', () => countAt(512, stylegan2Generator([1, 1, 1, 1, 1]))],
  ['stylegan2-ada-paper256-generator@stylegan2-ada-pytorch', () => countAt(64, stylegan2Generator([8, 8, 8, 8, 4, 2, 1]))],
  ['stylegan2-1024-discriminator@stylegan2-ada-pytorch', () => countAt(32, stylegan2Discriminator(stylegan1024))],
  ['stylegan2-256-discriminator@stylegan2-ada-pytorch', () => countAt(128, stylegan2Discriminator([4, 4, 4, 4, 4, 2, 1]))],
  ['stylegan2-64-discriminator@stylegan2-ada-pytorch', () => countAt(512, stylegan2Discriminator([1, 1, 1, 1, 1]))],
  ['stylegan2-ada-paper256-discriminator@stylegan2-ada-pytorch', () => countAt(64, stylegan2Discriminator([8, 8, 8, 8, 4, 2, 1]))],
  [
    'stylegan2-ada-cifar-32-generator@stylegan2-ada-pytorch',
    () => countAt(512, stylegan2Generator([1, 1, 1, 1], { layers: 2, classes: 10 })),
  ],
  [
    'stylegan2-ada-cifar-32-discriminator@stylegan2-ada-pytorch',
    () => countAt(512, stylegan2Discriminator([1, 1, 1, 1], { form: 'plain', projects: true })) + classMapping,
  ],
  ['r3gan-cifar10-generator@r3gan', () => countAt(16, r3ganGenerator(cifar, 64 + 64)) + vectors(64)],
  ['r3gan-cifar10-discriminator@r3gan', () => countAt(16, r3ganDiscriminator(cifar, { projects: true })) + vectors(768)],
  ['r3gan-ffhq-256-generator@r3gan', () => countAt(16, r3ganGenerator(ffhq256))],
  ['r3gan-ffhq-256-discriminator@r3gan', () => countAt(16, r3ganDiscriminator(ffhq256))],
] as const)('%s has the published number of parameters', (name, count) => {
  expect(count()).toBe(published[name]!.trainable_parameters);
});
