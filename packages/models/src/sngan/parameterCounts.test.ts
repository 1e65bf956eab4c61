import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { network } from '@ganblocks/layers';
import type { SnganConfig } from './config';
import { snganConfig } from './config';
import { snganDiscriminator } from './discriminator';
import { snganGenerator } from './generator';
import { snganPresets } from './presets';
import { projectionCganPresets } from './projectionPresets';

interface Published {
  readonly models: Readonly<Record<string, { readonly trainable_parameters: number }>>;
}
const file = new URL('../../../../goldens/parameter-counts.json', import.meta.url);
const published = (JSON.parse(readFileSync(file, 'utf8')) as Published).models;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Config = Partial<SnganConfig>;
const builds = { generator: snganGenerator, discriminator: snganDiscriminator };
type Side = keyof typeof builds;

function parametersOf(model: LayersModel): number {
  const { trainable, dispose } = network(model);
  const count = trainable.reduce((sum, { size }) => sum + size, 0);
  dispose();
  return count;
}

/** All channels of the configuration divided by so much. */
function narrowed(config: Config, by: number): Config {
  const { generatorChannels, discriminatorChannels } = snganConfig(config);
  const divided = (channels: readonly number[]): number[] => channels.map((count) => count / by);
  return { ...config, generatorChannels: divided(generatorChannels), discriminatorChannels: divided(discriminatorChannels) };
}

/** Every weight's size is a polynomial of the width, of degree 2 at most: three narrow networks tell the count of a wide one. */
function countOf(side: Side, config: Config): number {
  const [full, ...widths] = [64, 1, 2, 3] as const;
  const [one, two, three] = widths.map((width) => parametersOf(builds[side](narrowed(config, full / width)))) as [number, number, number];
  const place = full - 1;
  return one + (two - one) * place + ((three - 2 * two + one) * place * (place - 1)) / 2;
}

const configOf = (presets: typeof snganPresets, name: string): Config => ({ ...presets[name]?.config });
const mimicry = (size: number): Config => configOf(snganPresets, `mimicry-${size}`);
const conditional = (name: string): Config => configOf(projectionCganPresets, name);

describe('parameter counts', () => {
  const bothOf = (name: string, source: string, config: Config): [string, Side, Config][] =>
    (['generator', 'discriminator'] as const).map((side) => [`${name}-${side}@${source}`, side, config]);
  const narrow = [8, 16, 32, 64, 128, 128];
  const cases: [string, Side, Config][] = [
    ...bothOf('sngan-32', 'pfnet', configOf(snganPresets, 'paper-32')),
    ...[32, 48, 64, 128].flatMap((size) => bothOf(`sngan-${size}`, 'mimicry', mimicry(size))),
    ...bothOf('cgan-pd-32', 'pfnet', conditional('paper-32')),
    ...bothOf('cgan-pd-32', 'mimicry', conditional('mimicry-32')),
    ['cgan-pd-128-generator@mimicry', 'generator', conditional('mimicry-128')],
    ['cgan-pd-128-discriminator-ndf1024@mimicry', 'discriminator', conditional('mimicry-128')],
  ];

  test.each(cases)('%s', (key, side, config) => {
    expect(countOf(side, config)).toBe(published[key]?.trainable_parameters);
  });

  test('cgan-pd-128-discriminator@mimicry, whose widest block has 128 channels unless told otherwise', () => {
    const config = { ...conditional('mimicry-128'), discriminatorChannels: narrow };
    expect(parametersOf(snganDiscriminator(config))).toBe(published['cgan-pd-128-discriminator@mimicry']?.trainable_parameters);
  });

  test('every count of the goldens is among these', () => {
    const keys = Object.keys(published).filter((key) => /^(sngan|cgan-pd)-/.test(key));
    const known = new Set([...cases.map(([key]) => key), 'cgan-pd-128-discriminator@mimicry']);
    expect(keys.filter((key) => !known.has(key))).toEqual([]);
    expect(keys).toHaveLength(known.size);
  });

  test("of the networks of DCGAN's kind, added up by hand", () => {
    const [a, b, c, d] = [2, 4, 8, 16] as const;
    const config: Config = { networks: 'convolution', generatorChannels: [d, c, b, a], discriminatorChannels: [a, b, c, d] };
    const up = (from: number, to: number): number => 16 * from * to + to + 2 * to;
    const generator = 128 * 16 * d + 16 * d + 2 * d + up(d, c) + up(c, b) + up(b, a) + (9 * a * 3 + 3);
    const same = (from: number, to: number): number => 9 * from * to + to;
    const down = (width: number): number => 16 * width * width + width;
    const discriminator = same(3, a) + down(a) + same(a, b) + down(b) + same(b, c) + down(c) + same(c, d) + (16 * d + 1);
    expect(parametersOf(snganGenerator(config))).toBe(generator);
    expect(parametersOf(snganDiscriminator(config))).toBe(discriminator);
  });
});
