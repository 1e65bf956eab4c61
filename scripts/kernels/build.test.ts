import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';

test('the committed kernels are those that their sources give, byte by byte, without a data segment', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/kernels/build.mjs', '--check'], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
