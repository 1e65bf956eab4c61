import { expect, test } from '@jest/globals';
import { NonFiniteError } from './nonFiniteError';
import { recovery } from './recovery';
import type { TrainingRun } from './trainingRun';

/** A run that is nothing but its images; `back` has where it was sent to, and the factor of its rates. */
function counting(): TrainingRun & { at: number; phase: string; readonly back: (readonly [number, number])[] } {
  const back: (readonly [number, number])[] = [];
  const run = {
    ...{ at: 0, phase: 'a', back },
    moment: () => ({
      ...{ images: 1000, imagesSeen: run.at, phase: { name: run.phase, progress: 0 } },
      checkpoint: async () => new TextEncoder().encode(String(run.at)),
    }),
    goBack(bytes: Uint8Array, factor: number) {
      run.at = Number(new TextDecoder().decode(bytes));
      back.push([run.at, factor]);
    },
  };
  return run as unknown as ReturnType<typeof counting>;
}

const nan = new NonFiniteError('NaN', { network: 'g', term: 'adversarial', step: 1 });
/** Steps of 10 images up to a number. */
async function reach(run: ReturnType<typeof counting>, safety: ReturnType<typeof recovery>, images: number): Promise<void> {
  for (; run.at < images; run.at += 10) await safety.note();
  await safety.note();
}

test('a run that fails again at the same place goes back further, and keeps nothing from shortly before it', async () => {
  const run = counting();
  const safety = recovery(run, { every: 100, rate: 0.5, times: 5 });
  await reach(run, safety, 340);
  expect(safety.goBack(nan)).toBe(true);
  await reach(run, safety, 350);
  expect(safety.goBack(nan)).toBe(true);
  await reach(run, safety, 420);
  expect(safety.goBack(nan)).toBe(true);
  expect(run.back).toEqual([
    [300, 0.5],
    [200, 0.25],
    [100, 0.125],
  ]);
  await reach(run, safety, 640);
  expect(safety.goBack(nan)).toBe(true);
  // Taken when the rates had been lowered three times.
  expect(run.back.at(-1)).toEqual([600, 0.5]);
});

test('a phase that has begun is never gone back from, however soon', async () => {
  const run = counting();
  const safety = recovery(run, { every: 100 });
  await reach(run, safety, 150);
  expect(safety.goBack(nan)).toBe(true);
  await reach(run, safety, 160);
  run.phase = 'b';
  await reach(run, safety, 180);
  expect(safety.goBack(nan)).toBe(true);
  expect(run.back.at(-1)).toEqual([160, 0.5]);
});

test('other errors are not its business', () => {
  expect(recovery(counting(), {}).goBack(new Error('disk'))).toBe(false);
  expect(recovery(counting(), undefined).goBack(nan)).toBe(false);
});
