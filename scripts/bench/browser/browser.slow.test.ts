import { expect, test } from '@jest/globals';
import { inChromium } from './inChromium';
import { takeSteps } from './takeSteps';

const job = { name: 'dcgan-28', repeat: 1, warmUp: 0 };

// The same binary on the same numbers, each sum in the same order whatever thread takes it.
test('a round in Chromium has the losses of Node to the last bit, on one thread and on two', async () => {
  const { losses } = await takeSteps({ ...job, threads: 1 });
  expect(losses.every(Number.isFinite)).toBe(true);
  for (const threads of [1, 2]) {
    const taken = await inChromium({ ...job, threads });
    expect({ threads: taken.threads, losses: taken.losses }).toEqual({ threads, losses });
  }
}, 300_000);
