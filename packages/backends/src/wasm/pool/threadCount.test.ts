import { availableParallelism } from 'node:os';
import { expect, test } from '@jest/globals';
import { wantedThreads } from './threadCount';

const wish = { threads: undefined, environment: undefined, place: 'node' } as const;

test('the option, then the environment, then all cores or, in a browser, one thread', async () => {
  expect(await wantedThreads({ ...wish, threads: 3, environment: '5' })).toEqual({ count: 3, asked: true });
  expect(await wantedThreads({ ...wish, environment: '5' })).toEqual({ count: 5, asked: true });
  expect(await wantedThreads({ ...wish, environment: '' })).toEqual({ count: Math.min(64, availableParallelism()), asked: false });
  expect(await wantedThreads({ ...wish, place: 'browser' })).toEqual({ count: 1, asked: false });
});

test.each([0, 65, 1.5, NaN, -1])('%p threads are refused', async (threads) => {
  await expect(wantedThreads({ ...wish, threads })).rejects.toThrow(
    `whole number from 1 to 64. Got ${threads}. Leave it out for all cores`,
  );
});

test('also from the environment', async () => {
  await expect(wantedThreads({ ...wish, environment: 'many' })).rejects.toThrow('Got GANBLOCKS_THREADS=many.');
});
