import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

test('the script prints the error of TensorFlow.js alone, and what the same program learns with one import', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', here('main.ts')], {
    encoding: 'utf8',
    cwd: here('../..'),
    env: { ...process.env, NODE_OPTIONS: '', TSX_TSCONFIG_PATH: here('../../tsconfig.json') },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [alone = '', withKernels = ''] = stdout.trim().split('\n');
  expect(alone).toContain("Kernel 'Conv2DBackpropFilter' not registered for backend 'wasm'");
  const [, percent = NaN, seconds = NaN] = /: ([\d.]+) % .* (\d+) s$/.exec(withKernels) ?? [];
  expect(Number(percent)).toBeGreaterThan(95);
  expect(Number(seconds)).toBeLessThan(60);
}, 180_000);
