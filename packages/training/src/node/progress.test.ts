import { describe, expect, test } from '@jest/globals';
import type { RunStart, StepEvent } from '../observer';
import { progress } from './progress';
import { progressLine } from './progressLine';
import { durationInWords, shortNumber } from './words';

const losses = { discriminator: { adversarial: 0.82, penalty: 0.2 }, generator: { adversarial: 1.311 } };
const line = 'dcgan  38 %  22,848/60,000 images  412 images/s  1 min 30 s left  discriminator 1.02  generator 1.31';

test('progressLine', () => {
  expect(progressLine('dcgan', { imagesSeen: 22_848, images: 60_000, imagesPerSecond: 412.3, secondsLeft: 90.2, losses })).toBe(line);
  const measures = { convergence: 0.31, k: 0.42 };
  expect(
    progressLine('dcgan', {
      imagesSeen: 22_848,
      images: 60_000,
      imagesPerSecond: 412.3,
      secondsLeft: 90.2,
      losses: { ...losses, measures },
    }),
  ).toBe(`${line}  convergence 0.31  k 0.42`);
});

test.each([
  [0.2, '0 s'],
  [45, '45 s'],
  [59.7, '1 min'],
  [90, '1 min 30 s'],
  [3599.6, '1 h'],
  [7500, '2 h 5 min'],
  [7529, '2 h 5 min'],
  [86_399, '1 d'],
  [277_000, '3 d 5 h'],
])('durationInWords(%d) is %s', (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words);
});

test.each([
  [412.3, '412'],
  [1234.5, '1,235'],
  [31.44, '31.4'],
  [1.018, '1.02'],
  [0, '0.00'],
  [-0.5, '-0.50'],
  [0.00031, '3.1e-4'],
  [2.5e7, '2.5e+7'],
])('shortNumber(%d) is %s', (value, words) => {
  expect(shortNumber(value)).toBe(words);
});

/** Shows a run of ten steps of `images / 10`, `seconds` apart, and returns what was written. */
async function written(stream: { isTTY?: boolean; columns?: number }, { seconds = 1, quiet = false, fails = false } = {}): Promise<string> {
  const at = { images: 60_000, system: { name: 'dcgan' } };
  let text = '';
  const observer = progress({ stream: { ...stream, write: (part: string) => (text += part) }, quiet });
  await observer.begin?.({ ...at, imagesSeen: 0, seconds: 0, settings: {}, figures: {} } as unknown as RunStart);
  for (let step = 1; step <= 20; step++) {
    const event = {
      ...at,
      imagesSeen: 3000 * step,
      figures: {},
      seconds: step * seconds,
      imagesPerSecond: 3000,
      secondsLeft: 20 - step,
      losses,
    };
    await observer.step?.(event as unknown as StepEvent);
  }
  if (fails) await observer.fail?.(new Error());
  else await observer.end?.({ system: 'dcgan', steps: 20, images: 60_000, seconds: 20 * seconds, losses, best: {} });
  return text;
}

describe('progress', () => {
  const last = 'dcgan  60,000 images in 20 s  3,000 images/s  discriminator 1.02  generator 1.31';

  test('on a terminal redraws one line, cut to its width', async () => {
    const text = await written({ isTTY: true, columns: 120 });
    const lines = text.split('\r').slice(1);
    expect(lines).toHaveLength(20);
    expect(lines[0]).toBe('dcgan  5 %  3,000/60,000 images  3,000 images/s  19 s left  discriminator 1.02  generator 1.31\x1b[K');
    expect(lines[19]).toBe(`${last}\x1b[K\n`);
    const narrow = await written({ isTTY: true, columns: 40 });
    expect(narrow.split('\r')[1]).toBe('dcgan  5 %  3,000/60,000 images  3,000 \x1b[K');
    // The summary stays whole.
    expect(narrow.split('\r').at(-1)).toBe(`${last}\x1b[K\n`);
    const unknown = await written({ isTTY: true, columns: 0 });
    expect(unknown.split('\r')[1]).toBe(`${lines[0]!.slice(0, 79)}\x1b[K`);
  });

  test('on a terminal draws at most ten times a second', async () => {
    const text = await written({ isTTY: true }, { seconds: 0.04 });
    expect(text.split('\r').slice(1)).toHaveLength(8);
  });

  test('elsewhere writes a plain line every tenth', async () => {
    const lines = (await written({})).trimEnd().split('\n');
    expect(lines.map((one) => one.split('  ')[1])).toEqual([
      '10 %',
      '20 %',
      '30 %',
      '40 %',
      '50 %',
      '60 %',
      '70 %',
      '80 %',
      '90 %',
      '60,000 images in 20 s',
    ]);
    expect(lines[9]).toBe(last);
    expect(lines.join('')).not.toMatch(/[\r\x1b]/);
  });

  test('elsewhere is silent for five minutes at most', async () => {
    expect((await written({}, { seconds: 400 })).trimEnd().split('\n')).toHaveLength(20);
  });

  test('is quiet when asked', async () => {
    expect(await written({ isTTY: true }, { quiet: true })).toBe('');
  });

  test('ends its line before an error is told', async () => {
    expect(await written({ isTTY: true }, { fails: true })).toMatch(/\x1b\[K\n$/);
    expect(await written({}, { fails: true })).not.toMatch(/\n\n$/);
  });

  test('tells licence, figures, warnings and why a run stopped, each on a line of its own', async () => {
    for (const isTTY of [false, true]) {
      let text = '';
      const observer = progress({ stream: { isTTY, columns: 200, write: (part: string) => (text += part) } });
      const moment = { images: 60_000, imagesSeen: 0, seconds: 0, step: 0, system: { name: 'dcgan' }, losses };
      const data = { name: 'emoji', licence: 'CC BY-SA 4.0', attribution: 'OpenMoji' };
      const figures = { fid: { value: 312.4, isBest: true }, kid: { value: 0.2, isBest: false } };
      await observer.begin?.({ ...moment, settings: { data }, figures } as unknown as RunStart);
      const warning = { kind: 'diversity', message: 'all alike' };
      for (let i = 0; i < 3; i++) await observer.warn?.(warning, moment as unknown as StepEvent);
      await observer.recover?.(moment as unknown as StepEvent, new Error('NaN in step 3'));
      await observer.step?.({ ...moment, imagesSeen: 100, figures: {}, imagesPerSecond: 1, secondsLeft: 1 } as unknown as StepEvent);
      const best = { fid: { value: 312.4, imagesSeen: 0 } };
      await observer.end?.({ system: 'dcgan', steps: 1, images: 100, seconds: 10, losses, best, stopped: 'SIGINT' });
      const lines = text.split('\n').map((one) => one.split('\r').at(-1)?.replace('\x1b[K', ''));
      expect(lines).toEqual([
        'data: emoji  licence: CC BY-SA 4.0  OpenMoji',
        'dcgan  0 images  fid 312 (best)  kid 0.20',
        'warning (diversity): all alike',
        'warning (recover): The run went back to step 0, 0 images, with lower learning rates. NaN in step 3',
        'dcgan  100 images in 10 s  10.0 images/s  discriminator 1.02  generator 1.31  best fid 312 at 0  stopped: SIGINT',
        '',
      ]);
    }
  });
});
