import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { families } from './families/index';
import type { Family } from './family';
import { parity } from './parity';
import { changeLargest, copyCases } from './parityKit';

const conv = 'layer-conv2d-3x3-s2';
const norm = 'layer-batch-norm';
const steps = 'optim-adam-dcgan';
const distance = 'metric-fid-small';
const cases = [conv, norm, steps, distance];

let folder = '';
let remove = async (): Promise<void> => undefined;
beforeAll(async () => ({ folder, remove } = await copyCases(cases)));
afterAll(() => remove());

async function run(argv: readonly string[], chosen: readonly Family[] = families) {
  const [lines, errors]: [string[], string[]] = [[], []];
  const status = await parity(argv, { families: chosen, write: (line) => lines.push(line), writeError: (line) => errors.push(line) });
  return { status, lines, errors, last: lines.at(-1) };
}

const namesOf = (lines: readonly string[], word: string): string[] =>
  lines.filter((line) => line.startsWith(word)).map((line) => line.split(/\s+/)[1] ?? '');

describe('parity', () => {
  test('a line a case, the counts alone on the last line, status 0 when all pass', async () => {
    const { status, lines, last } = await run(['--goldens', folder]);
    expect([status, last]).toEqual([0, '4 passed, 0 failed, 0 missing']);
    expect(lines).toHaveLength(5);
    expect(lines.find((line) => line.includes(conv))).toMatch(/^ok {7}layer-conv2d-3x3-s2 {2}order 2 {2}[\d.e-]+× of tolerance \(\w+\)$/);
    expect(lines.find((line) => line.includes(distance))).toMatch(/order 0/);
  });

  test('status 1 when cases are missing, though none fails', async () => {
    const { status, lines, last } = await run(
      ['--goldens', folder],
      families.filter(({ pattern }) => !pattern.test(steps)),
    );
    expect([status, last]).toEqual([1, '3 passed, 0 failed, 1 missing']);
    expect(namesOf(lines, 'MISSING')).toEqual([steps]);
  });

  test.each([
    [conv, 'x'],
    [conv, 'w'],
    [conv, 'cot_y'],
    [conv, 'y'],
    [conv, 'grad_b'],
    [conv, 'gp_head_w'],
    [conv, 'gp_norm'],
    [conv, 'gp_wgan'],
    [conv, 'gp_wgan_grad_w'],
    [conv, 'gp_r1_grad_x'],
    [norm, 'moving_var'],
    [norm, 'moving_var_new_unbiased'],
    [norm, 'gp_r1_grad_scale'],
    [steps, 'w_0'],
    [steps, 'v_w_5'],
    [distance, 'y'],
    [distance, 'sigma2'],
    [distance, 'fid'],
  ])('%s fails alone when the largest number of %s is off by 1 %%', async (name, tensor) => {
    const restore = await changeLargest(folder, name, tensor);
    const { status, lines, last } = await run(['--goldens', folder]);
    await restore();
    expect([status, last]).toEqual([1, '3 passed, 1 failed, 0 missing']);
    expect(namesOf(lines, 'FAIL')).toEqual([name]);
  });

  test.each([
    ['a part of the name', 'fid', [distance]],
    ['a glob', 'layer-*', [norm, conv]],
    ['a regular expression', '/adam|fid/', [distance, steps]],
  ])('--only takes %s', async (_, pattern, expected) => {
    const { status, lines } = await run(['--goldens', folder, '--only', pattern]);
    expect(status).toBe(0);
    expect(namesOf(lines, 'ok').sort()).toEqual([...expected].sort());
  });

  test('runs on cpu too', async () => {
    expect((await run(['--goldens', folder, '--only', conv, '--backend', 'cpu'])).last).toBe('1 passed, 0 failed, 0 missing');
  });

  test.each([
    ['an unknown flag', ['--nonsense'], /--nonsense/],
    ['a flag without its value', ['--goldens'], /--goldens/],
    ['an unknown backend', ['--backend', 'abacus'], /'wasm', 'cpu'\. Got 'abacus'/],
    ['a missing folder', ['--goldens', '/nowhere/at/all'], /\/nowhere\/at\/all, which is not there/],
    ['a folder without a manifest', ['--goldens', fileURLToPath(new URL('.', import.meta.url))], /manifest/],
    ['a pattern that matches nothing', ['--only', 'layer-of-nothing'], /layer-of-nothing must match a case/],
    ['a broken regular expression', ['--only', '/(/'], /regular expression/],
  ])('%s is one line of error and status 2', async (_, argv, message) => {
    const { status, lines, errors } = await run(argv);
    expect([status, lines]).toEqual([2, []]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(message);
    expect(errors[0]).not.toContain('\n');
  });

  test('an unreadable manifest is one line of error and status 2', async () => {
    const path = join(folder, 'manifest.json');
    const original = await readFile(path);
    await writeFile(path, original.subarray(0, 200));
    const { status, errors } = await run(['--goldens', folder]);
    await writeFile(path, original);
    expect(status).toBe(2);
    expect(errors[0]).toMatch(/readable JSON/);
  });

  test('--help explains itself', async () => {
    const { status, lines } = await run(['--help']);
    expect(status).toBe(0);
    expect(lines.join()).toMatch(/--goldens DIR.*--only PATTERN.*--backend NAME/s);
  });
});

describe('a file that is not what the manifest says', () => {
  test('a file that is gone fails its case and no other', async () => {
    const path = join(folder, `${conv}.safetensors`);
    const original = await readFile(path);
    await rm(path);
    const { lines, last } = await run(['--goldens', folder]);
    await writeFile(path, original);
    expect(last).toBe('3 passed, 1 failed, 0 missing');
    expect(namesOf(lines, 'FAIL')).toEqual([conv]);
  });

  test('a shape that disagrees with the manifest fails its case', async () => {
    const path = join(folder, 'manifest.json');
    const original = await readFile(path, 'utf8');
    const manifest = JSON.parse(original) as { cases: { name: string; tensors: Record<string, { shape: number[] }> }[] };
    const bias = manifest.cases.find(({ name }) => name === conv)?.tensors['b'];
    bias?.shape.unshift(1);
    await writeFile(path, JSON.stringify(manifest));
    const { lines, last } = await run(['--goldens', folder]);
    await writeFile(path, original);
    expect(last).toBe('3 passed, 1 failed, 0 missing');
    expect(lines.find((line) => line.startsWith('FAIL'))).toMatch(/b must be F32 \[1,4\] as the manifest says/);
  });
});

test('the command prints the lines and exits with the status', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const command = promisify(execFile)('node', ['node_modules/tsx/dist/cli.mjs', 'scripts/parity/main.ts', '--goldens', folder], {
    cwd: root,
  });
  const { stdout } = await command;
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('4 passed, 0 failed, 0 missing');
});
