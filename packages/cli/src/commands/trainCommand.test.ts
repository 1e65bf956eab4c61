import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../tests/temporaryFolder';
import { parseWords } from '../options/parseWords';
import type { RunCommand } from '../run/runCommand';
import { trainCommand } from './trainCommand';
import { trainSpec } from './trainSpec';

const folder = temporaryFolder();
const parsed = (...args: string[]): RunCommand => trainCommand(parseWords(trainSpec, ['dcgan', ...args]));

describe('train', () => {
  test('asks for the size of the data and the defaults where nothing is said', () => {
    const { config, ...command } = parsed('--data', 'mnist');
    expect(config).toMatchObject({ resolution: 28, imageChannels: 1, width: 64, seed: 0 });
    expect(command).toEqual({
      ...{ system: 'dcgan', data: 'mnist', mirror: false, skipBroken: false, images: 200_000, seed: 0, batchSize: 64 },
      ...{ tensorBoard: true, recover: false, watch: false, backend: 'auto' },
    });
  });

  test('takes what a preset says, and options before it', () => {
    const preset = parsed('--data', 'mnist', '--preset', 'first-light');
    expect(preset).toMatchObject({ images: 80_000, batchSize: 32, rates: 'linear:0.4:0.05', ema: { halfLifeImages: 6000, rampUp: 0.2 } });
    expect(preset.config).toMatchObject({ resolution: 28, width: 32, hiddenUnits: 256 });
    const own = parsed(
      '--data',
      'mnist',
      '--preset',
      'first-light',
      '--images',
      '1.5M',
      '--rates',
      'cosine',
      '--ema',
      'off',
      '--set',
      'width=8',
    );
    expect(own).toMatchObject({ images: 1_500_000, rates: 'cosine', ema: null, config: { width: 8, hiddenUnits: 256 } });
  });

  test('a preset keeps its size, whatever the data has', () => {
    expect(parsed('--data', 'mnist', '--preset', 'pytorch-64').config).toMatchObject({ resolution: 64, imageChannels: 3 });
    expect(parsed('--data', 'mnist', '--resolution', '32').config).toMatchObject({ resolution: 32, imageChannels: 1 });
  });

  test('one seed for the weights and the run, unless they are set apart', () => {
    expect(parsed('--data', 'mnist', '--seed', '7')).toMatchObject({ seed: 7, config: { seed: 7 } });
    expect(parsed('--data', 'mnist', '--seed', '7', '--set', 'seed=3')).toMatchObject({ seed: 7, config: { seed: 3 } });
  });

  test('paths are kept absolute', () => {
    const photos = join(folder, 'photos');
    mkdirSync(photos);
    expect(parsed('--data', photos).data).toBe(`folder:${photos}`);
    expect(parsed('--data', `folder:${photos}`).data).toBe(`folder:${photos}`);
    expect(parsed('--data', photos, '--cache-folder', 'cache').cacheFolder).toBe(resolve('cache'));
  });

  test('evaluates as it is told', () => {
    expect(parsed('--data', 'mnist', '--images', '1000', '--evaluate', 'digit-score, digit-frechet,digit-score').evaluate).toEqual({
      metrics: ['digit-score', 'digit-frechet'],
      every: 100,
      samples: 2000,
    });
  });

  test('few labels for systems that learn from few', () => {
    const few = (...args: string[]) => trainCommand(parseWords(trainSpec, ['sgan', '--data', 'mnist', ...args]));
    expect([few(), few('--labels', '25')].map(({ labels }) => labels)).toEqual([10, 25]);
  });

  test('replicas are a number of threads and the part of a batch that each one takes', () => {
    expect(parsed('--data', 'mnist', '--replicas', '4')).toMatchObject({ batchSize: 64, microBatchSize: 16, replicas: 4 });
    expect(parsed('--data', 'mnist', '--replicas', '2', '--micro-batch-size', '8')).toMatchObject({ microBatchSize: 8, replicas: 2 });
    expect(parsed('--data', 'mnist', '--replicas', '1')).not.toHaveProperty('microBatchSize');
  });

  test.each([
    [['--replicas', '3'], '--replicas 3 must share each batch evenly. Got a batch of 64. Use --batch-size 66.'],
    [['--replicas', '2', '--micro-batch-size', '5'], 'Got a batch of 64 in parts of 5. Use --batch-size 10.'],
    [['--images', 'many'], "--images must be a whole number from 1; 200k and 1.5M are understood. Got 'many'."],
    [['--images', '0'], '--images must be a whole number from 1'],
    [['--set', 'width'], '--set must be KEY=VALUE'],
    [['--set', 'width=wide'], 'dcgan: width must be a number. Got "wide".'],
    [['--set', 'wdith=3'], "dcgan: 'wdith' is no option. Use resolution,"],
    [['--set', 'width=[3'], "the value of 'width' must be JSON"],
    [['--set', 'width=3', '--set', 'width=4'], "'width' was given twice"],
    [['--resolution', '48'], 'dcgan: resolution must be 16, 32, 64'],
    [['--preset', 'paper'], "dcgan has no preset 'paper'. Did you mean 'paper-64'?"],
    [['--rates', 'linaer'], '--rates must be linear[:FROM[:TO]]'],
    [['--rates', 'linear:2'], 'linearDecay: from must be in [0, 1)'],
    [['--ema', '1:2:3'], '--ema must be IMAGES, IMAGES:RAMP or off'],
    [['--augment', 'diffaugmnt'], "Did you mean 'diffaugment'?"],
    [['--augment', 'diffaugment:colour'], "there is no 'colour'. Did you mean 'color'?"],
    [['--augment', 'ada'], 'adversarial({ augment: ada() })'],
    [['--labels', '10'], "--labels is for systems that learn from few labels. Got 'dcgan', which learns images. Leave it out."],
    [['--evaluate-every', '10'], '--evaluate-every needs --evaluate'],
  ])('refuses %j', (args, message) => {
    expect(() => parsed('--data', 'mnist', ...args)).toThrow(message);
  });
});
