import { expect, test } from '@jest/globals';
import { jsonLinesOf } from './ownProcess';

test('reads JSON lines', async () => {
  await expect(jsonLinesOf(process.execPath, ['-e', 'console.log(`{"a":1}\\n[2]`)'])).resolves.toEqual([{ a: 1 }, [2]]);
});

test('a program that fails is told with its last words', async () => {
  await expect(jsonLinesOf(process.execPath, ['-e', 'console.error("no torch"); process.exitCode = 3'])).rejects.toThrow(
    /ended with 3\.\nno torch/,
  );
  await expect(jsonLinesOf('no-such-program', [])).rejects.toThrow('ENOENT');
});
