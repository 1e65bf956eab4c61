import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ganblocks } from '../tests/captured';
import { commands } from './commands/commands';

describe('help', () => {
  test('of the program names every command', async () => {
    const { exitCode, out, err } = await ganblocks('--help');
    expect([exitCode, err]).toEqual([0, '']);
    for (const { spec } of commands) expect(out).toContain(`  ${spec.name}`);
    expect(await ganblocks('help')).toEqual({ exitCode, out, err });
  });

  test.each(commands)('of $spec.name has examples first, and every option', async ({ spec }) => {
    const { exitCode, out, err } = await ganblocks(spec.name, '--help');
    expect([exitCode, err]).toEqual([0, '']);
    expect(out.indexOf('Examples')).toBeLessThan(out.indexOf('Options'));
    for (const name of Object.keys(spec.options)) expect(out).toContain(`  --${name}`);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
    expect(await ganblocks('help', spec.name)).toEqual({ exitCode, out, err });
  });

  test('without a command is no result', async () => {
    const { exitCode, out, err } = await ganblocks();
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('ganblocks COMMAND');
  });
});

test('--version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  expect(await ganblocks('--version')).toEqual({ exitCode: 0, out: `${version}\n`, err: '' });
});

describe('what is written wrong ends with 2 and says what was meant', () => {
  test.each([
    [['trian'], "there is no command 'trian'. Did you mean 'train'?"],
    [['train', 'dcgna', '--data', 'mnist'], "there is no system 'dcgna'. Did you mean 'dcgan'?"],
    [['train', 'dcgan'], '--data is missing'],
    [['train'], "expected 'ganblocks train SYSTEM --data DATA [options]'. Got nothing."],
    [['train', 'dcgan', '--data', 'mnsit'], "Did you mean 'mnist'?"],
    [['train', 'dcgan', '--data', 'ring'], "dcgan learns images. Got 'ring', which has points."],
    [['train', 'dcgan', '--data', 'mnist', '--imags', '3'], "there is no option '--imags'. Did you mean '--images'?"],
    [['train', 'dcgan', '--data', 'mnist', '--images'], '--images needs a value, N.'],
    [['train', 'dcgan', '--data', 'mnist', '--images', '--quiet'], '--images needs a value, N.'],
    [['train', 'dcgan', '--data', 'mnist', '--quiet=yes'], "--quiet takes no value. Got 'yes'."],
    [['train', 'dcgan', '--data', 'mnist', '--data', 'mnist'], '--data was given twice'],
    [['train', 'dcgan', '--data', 'mnist', '--backend', 'wams'], "Did you mean 'wasm'?"],
    [['train', 'dcgan', '--data', 'mnist', '--resume'], '--run FOLDER'],
    [['train', 'dcgan', '--data', 'mnist', '--evaluate', 'digit-scor'], "Did you mean 'digit-score'?"],
    [['resume', 'nowhere'], "there is no run at 'nowhere'"],
    [['sample', 'nowhere'], "there is no run at 'nowhere'"],
    [['report', 'nowhere'], "there is no run at 'nowhere'"],
    [['list', 'sytems'], "Did you mean 'systems'?"],
    [['list', 'data', 'metrics'], "only presets are listed by system. Got 'list data metrics'."],
    [['list', 'presets', 'dcgna'], "Did you mean 'dcgan'?"],
  ])('%j', async (args, message) => {
    const { exitCode, out, err } = await ganblocks(...args);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n +at /);
  });

  test('--debug shows where it comes from', async () => {
    expect((await ganblocks('train', 'dcgan', '--debug')).err).toMatch(/--data is missing[\s\S]*\n +at /);
  });
});

describe('list', () => {
  test('has systems, data, presets and metrics', async () => {
    const { out } = await ganblocks('list');
    for (const word of ['dcgan', 'cifar10:FOLDER', 'paper-64', 'digit-score']) expect(out).toContain(word);
    const { out: data } = await ganblocks('list', 'data');
    expect(data).toContain('emoji:STYLE');
    expect(data).not.toContain('paper-64');
  });

  test('as JSON has every setting with its default', async () => {
    const { out } = await ganblocks('list', 'systems', '--json');
    const systems = JSON.parse(out) as { name: string; config: Record<string, unknown>; presets: string[] }[];
    const system = systems.find(({ name }) => name === 'dcgan');
    expect(system?.config).toMatchObject({ resolution: 64, latentSize: 100 });
    expect(system?.presets).toContain('first-light');
    const ofOne = JSON.parse((await ganblocks('list', 'presets', 'dcgan', '--json')).out) as { system: string }[];
    expect(new Set(ofOne.map((preset) => preset.system))).toEqual(new Set(['dcgan']));
    const all = JSON.parse((await ganblocks('list', '--json')).out) as object;
    expect(Object.keys(all)).toEqual(['systems', 'data', 'presets', 'metrics']);
  });
});
