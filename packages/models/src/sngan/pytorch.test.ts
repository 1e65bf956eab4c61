import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { assignVariables, gradientOf, readSafetensors, tensorFromRaw } from '@ganblocks/core';
import { type ModelNetwork, network } from '@ganblocks/layers';
import type { SnganConfig } from './config';
import { snganDiscriminator } from './discriminator';
import { snganGenerator } from './generator';
import { ofMimicry } from './presets';
import { snganFromMimicry } from './pytorch';

/** Small instances of the published networks, with their answers. */
const folder = process.env['GANBLOCKS_REFERENCE_MODELS'] ?? '';
const found = existsSync(join(folder, 'manifest.json'));

beforeAll(async () => {
  await tf.setBackend('wasm');
});

type Config = Partial<SnganConfig>;
type Side = 'generator' | 'discriminator';
const builds = { generator: snganGenerator, discriminator: snganDiscriminator };

interface Case {
  readonly id: string;
  readonly outputs: Readonly<Record<string, { readonly atol: number; readonly rtol: number }>>;
}

/** The tensors of a case under a prefix. */
function readCase(id: string): (prefix: string) => NamedTensorMap {
  const { tensors } = readSafetensors(readFileSync(join(folder, `${id}.safetensors`)));
  return (prefix) =>
    Object.fromEntries(
      [...tensors].filter(([name]) => name.startsWith(prefix)).map(([name, raw]) => [name.slice(prefix.length), tensorFromRaw(raw)]),
    );
}

/** Loaded with the published weights. */
function loaded(side: Side, state: NamedTensorMap, config: Config): ModelNetwork<Tensor | Tensor[]> {
  const net = network<Tensor | Tensor[]>(builds[side](config));
  assignVariables([...net.trainable, ...net.statistics], snganFromMimicry(side, state, config), { where: 'case' });
  return net;
}

const toNhwc = (x: Tensor): Tensor => (x.rank === 4 ? tf.transpose(x, [0, 2, 3, 1]) : tf.clone(x));

const repeated = (channels: number, count: number): number[] => Array<number>(count).fill(channels);
const wide = { generatorChannels: [32, 16, 8, 4, 2], discriminatorChannels: [2, 4, 8, 16, 32] };
const widest = { generatorChannels: [32, 32, 16, 8, 4, 2], discriminatorChannels: [2, 4, 8, 16, 32, 32] };

const cases: readonly [id: string, side: Side, config: Config][] = [
  ['sngan32_g', 'generator', { latentSize: 18, generatorChannels: repeated(8, 4) }],
  ['sngan32_d', 'discriminator', { discriminatorChannels: repeated(12, 4) }],
  ['sngan64_g', 'generator', { ...wide, latentSize: 12, resolution: 64 }],
  ['sngan64_d', 'discriminator', { ...wide, resolution: 64 }],
  ['sngan128_g', 'generator', { ...widest, latentSize: 12, resolution: 128 }],
  ['sngan128_d', 'discriminator', { ...widest, resolution: 128 }],
  ['cganpd32_g', 'generator', { latentSize: 12, classes: 5, generatorChannels: repeated(10, 4) }],
  ['cganpd32_d', 'discriminator', { classes: 4, discriminatorChannels: repeated(10, 4) }],
];

const describeFound = found ? describe : describe.skip;
if (!found) console.log('SKIPPED: the published networks; GANBLOCKS_REFERENCE_MODELS does not name their folder');

describeFound('the published networks answer alike', () => {
  const manifest = (): readonly Case[] => (JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { cases: Case[] }).cases;

  test.each(cases)('%s', (id, side, config) => {
    const tensorsOf = readCase(id);
    const { z, x, y } = tensorsOf('input/');
    const inputs = (first: Tensor): Tensor | Tensor[] => (y ? [first, y] : first);
    const given = toNhwc((z ?? x)!);
    const outputs = manifest().find((one) => one.id === id)?.outputs ?? {};
    for (const [name, { atol, rtol }] of Object.entries(outputs)) {
      const [, mode, ...rest] = name.split('/');
      const net = loaded(side, tensorsOf('state/'), { ...ofMimicry, ...config });
      const call = { training: mode === 'train' };
      const answer = (first: Tensor): Tensor => net.apply(inputs(first), call);
      const computed = rest[0] === 'grad' ? gradientOf(answer, given) : answer(given);
      const [, stride = '1'] = name.split('@stride');
      const seen = tf.tidy(() => {
        const nchw = computed.rank === 4 ? tf.transpose(computed, [0, 3, 1, 2]) : computed;
        if (stride === '1') return nchw;
        const rows = tf.range(0, nchw.shape[2]!, Number(stride), 'int32');
        return tf.gather(tf.gather(nchw, rows, 2), rows, 3);
      });
      const expected = tensorsOf('')[name]!;
      expect(seen.shape).toEqual(expected.shape);
      const [ours, theirs] = [seen.dataSync(), expected.dataSync()];
      const worst = Math.max(...ours.map((value, i) => Math.abs(value - theirs[i]!) / (atol + rtol * Math.abs(theirs[i]!))));
      expect([name, worst < 1 ? 'within tolerance' : worst]).toEqual([name, 'within tolerance']);
      net.dispose();
    }
  });
});

describe('snganFromMimicry', () => {
  const config: Config = { ...ofMimicry, resolution: 16, latentSize: 2, generatorChannels: [4, 3, 2], discriminatorChannels: [2, 3] };

  test('names what is missing, and what is left over', () => {
    expect(() => snganFromMimicry('generator', { 'x.weight': tf.zeros([1]) }, config)).toThrow(
      /Missing: l1\.weight, l1\.bias, block2\.b1\.weight, .* Left over: x\.weight\. Use the configuration/,
    );
  });

  test('asks for the networks of its configurations', () => {
    expect(() => snganFromMimicry('discriminator', {}, { ...config, logitBias: false })).toThrow(
      "must be a residual network with logitBias. Got 'resnet' and false.",
    );
  });
});
