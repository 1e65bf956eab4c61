import { expect, test } from '@jest/globals';
import { lastLine, run } from './run.mjs';

test('run gives the exit code and both outputs', async () => {
  const program = "console.log('out'); console.error('err'); process.exitCode = 3";
  const { status, out, said } = await run(process.execPath, ['-e', program]);
  expect({ status, out }).toEqual({ status: 3, out: 'out\n' });
  expect(said).toContain('err');
});

test('run names the signal, and the program that is not there', async () => {
  await expect(run(process.execPath, ['-e', "process.kill(process.pid, 'SIGKILL')"])).resolves.toMatchObject({ status: 'SIGKILL' });
  await expect(run('no-such-program-anywhere', [])).resolves.toMatchObject({ status: 'ENOENT' });
});

test('lastLine skips what a program says before', () => expect(lastLine('Hello\n{"a":1}\n')).toBe('{"a":1}'));
