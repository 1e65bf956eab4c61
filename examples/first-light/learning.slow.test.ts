import { beforeAll, expect, test } from '@jest/globals';
import { useBackend } from '@ganblocks/backends';
import { mnist } from '@ganblocks/data/node';
import { dcgan } from '@ganblocks/models';
import { train } from '@ganblocks/training';
import { PRESET } from './preset';
import { scoreboard } from './scoreboard';
import type { DigitFigures } from './scoreboard';

const STEPS = 400;

beforeAll(async () => {
  await useBackend('wasm', { report: () => undefined });
});

/** The figures of a narrow DCGAN after some steps on MNIST, with the generator's learning rate scaled. */
async function learn(steps: number, generatorRate: number): Promise<DigitFigures> {
  const gan = dcgan({ ...PRESET.network, width: 16, seed: 1 });
  gan.state.generator.learningRate *= generatorRate;
  if (steps > 0) await train(gan, mnist(), { images: steps * PRESET.batchSize, batchSize: PRESET.batchSize, seed: 1, ema: null });
  const { figures, samples } = await (await scoreboard()).measure((count, random) => gan.sample(count, { random }), 1_000);
  samples.dispose();
  gan.dispose();
  return figures;
}

// Seen with seed 1, score and Fréchet distance: untrained 1.00 and 913, generator standing still 1.01 and 839, trained 5.57 and 168.
test('a narrow DCGAN learns digits; neither an untrained one nor one whose generator stands still does', async () => {
  const [untrained, still, trained] = [await learn(0, 1), await learn(STEPS, 0), await learn(STEPS, 1)];
  expect(trained.score).toBeGreaterThan(3.5);
  expect(trained.frechet).toBeLessThan(untrained.frechet / 3);
  for (const other of [untrained, still]) {
    expect(other.score).toBeLessThan(1.5);
    expect(other.frechet).toBeGreaterThan(trained.frechet * 3);
  }
}, 300_000);
