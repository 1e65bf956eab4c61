import { describe, expect, test } from '@jest/globals';
import { everyImages } from './everyImages';
import type { RunStart, StepEvent, TrainingSummary } from './observer';

/** Shows an observer a run of 10 steps of 4 images, from step `from` on, and returns where it called. */
async function calls(images: number, options: { atStart?: boolean; atEnd?: boolean }, from = 0): Promise<number[]> {
  const called: number[] = [];
  const observer = everyImages(images, (moment) => void called.push(moment.imagesSeen), options);
  const moment = (step: number): StepEvent => ({ step, imagesSeen: step * 4 }) as StepEvent;
  await observer.begin!(moment(from) as unknown as RunStart);
  for (let step = from + 1; step <= 10; step++) await observer.step!(moment(step));
  await observer.end!({} as TrainingSummary);
  return called;
}

describe('everyImages', () => {
  test.each([
    [10, {}, [12, 20, 32, 40]],
    [4, { atStart: true }, [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40]],
    [1, {}, [4, 8, 12, 16, 20, 24, 28, 32, 36, 40]],
    [15, { atStart: true, atEnd: true }, [0, 16, 32, 40]],
    [20, { atEnd: true }, [20, 40]],
    [1000, { atStart: true, atEnd: true }, [0, 40]],
    [1000, {}, []],
  ])('every %d images with %j', async (images, options, expected) => {
    expect(await calls(images, options)).toEqual(expected);
  });

  test('calls in a resumed run where an unbroken one would', async () => {
    expect(await calls(10, { atStart: true, atEnd: true }, 3)).toEqual([20, 32, 40]);
    expect(await calls(10, {}, 5)).toEqual([32, 40]);
  });

  test('calls anew what a run that has gone back comes to again', async () => {
    const called: number[] = [];
    const observer = everyImages(10, (moment) => void called.push(moment.imagesSeen), { atEnd: true });
    const moment = (step: number): StepEvent => ({ step, imagesSeen: step * 4 }) as StepEvent;
    await observer.begin!(moment(0) as unknown as RunStart);
    for (let step = 1; step <= 6; step++) await observer.step!(moment(step));
    await observer.recover!(moment(3), new Error('NaN'));
    await observer.end!({} as TrainingSummary);
    for (let step = 4; step <= 6; step++) await observer.step!(moment(step));
    expect(called).toEqual([12, 20, 20]);
  });

  test('refuses to count nothing', () => {
    expect(() => everyImages(0, () => undefined)).toThrow(/Got 0/);
  });
});
