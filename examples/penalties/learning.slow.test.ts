import { beforeAll, describe, expect, test } from '@jest/globals';
import { useBackend } from '@ganblocks/backends';
import { kinds } from './critics';
import { digits } from './digits';
import { plane } from './plane';
import type { GameName } from './play';
import { slopes } from './stock';

beforeAll(async () => {
  await useBackend('wasm', { report: () => undefined });
});

const games: readonly GameName[] = ['WGAN-GP', 'R1'];
const cases = games.flatMap((game) => kinds.map((kind) => [game, kind] as const));

describe('the ring', () => {
  test('untrained, no point is near a mode', async () => {
    const { quality, modes, points } = await plane('tanh', 'R1', 0);
    points.dispose();
    expect(quality).toBeLessThan(0.05);
    expect(modes).toBe(0);
  });

  test.each(cases)(
    '%s, %s: all modes but one at most',
    async (game, kind) => {
      const { quality, modes, points } = await plane(kind, game);
      points.dispose();
      expect(quality).toBeGreaterThan(0.5);
      expect(modes).toBeGreaterThanOrEqual(7);
    },
    300_000,
  );
});

describe('digits', () => {
  test('untrained, there are none', async () => {
    const { score, images } = await digits('tanh', 'R1', 0);
    images.dispose();
    expect(score).toBeLessThan(1.3);
  });

  test.each(cases)(
    '%s, %s',
    async (game, kind) => {
      const { score, images } = await digits(kind, game);
      images.dispose();
      expect(score).toBeGreaterThan(3);
    },
    600_000,
  );
});

describe('stock TensorFlow.js', () => {
  test('has no second derivative of leakyRelu', async () => {
    expect(await slopes('leakyRelu')).toBe('Cannot compute gradient: gradient function not found for Greater.');
  });

  test.each(['tanh', 'swish', 'selfAttention'] as const)(
    '%s: a wrong gradient of the penalty without a word; ours is right',
    async (kind) => {
      const slope = await slopes(kind);
      if (typeof slope === 'string') throw new Error(slope);
      const error = (analytic: number): number => Math.abs(analytic - slope.numeric) / Math.abs(slope.numeric);
      expect(error(slope.ours)).toBeLessThan(0.01);
      expect(error(slope.stock)).toBeGreaterThan(0.2);
      expect(slope.relative).toBeGreaterThan(0.1);
    },
  );

  test('layer norm beside softplus is right there too', async () => {
    const slope = await slopes('layerNorm');
    expect(typeof slope === 'string' ? slope : slope.relative).toBeCloseTo(0, 4);
  });
});
