import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { gridMixture, ringMixture, swissRoll } from './mixtures';
import type { PointMixture } from './pointMixture';

beforeAll(() => tf.setBackend('wasm'));

async function draw(mixture: PointMixture, count: number): Promise<{ points: number[][]; modes: number[] }> {
  const { points, modes } = await mixture.stream({ batchSize: count, seed: 7 }).next();
  const drawn = { points: await points.array(), modes: [...(await modes.data())] };
  expect([points.dtype, points.shape, modes.dtype]).toEqual(['float32', [count, 2], 'int32']);
  tf.dispose([points, modes]);
  return drawn;
}

describe('mixtures', () => {
  test('centres are where the papers have them', () => {
    expect(ringMixture({ modes: 4, radius: 3 }).centres.map((at) => at.map((x) => Math.round(1e9 * x) / 1e9 + 0))).toEqual([[3, 0], [0, 3], [-3, 0], [0, -3]]); // prettier-ignore
    const grid = gridMixture();
    expect([grid.centres.length, grid.centres[0], grid.centres[7], grid.deviation]).toEqual([25, [-4, -4], [0, -2], 0.05]);
    expect([ringMixture().centres.length, swissRoll().centres]).toEqual([8, []]);
  });

  test.each([
    ['ring', ringMixture({ deviation: 0.1 })],
    ['grid', gridMixture()],
  ])('%s: modes are equally likely, points normal around them', async (_, mixture) => {
    const count = 8000;
    const { points, modes } = await draw(mixture, count);
    const expected = count / mixture.centres.length;
    mixture.centres.forEach((_centre, mode) => {
      const share = modes.filter((one) => one === mode).length;
      expect(Math.abs(share - expected)).toBeLessThan(5 * Math.sqrt(expected));
    });
    const offsets = points.flatMap((point, i) => point.map((x, axis) => (x - mixture.centres[modes[i]!]![axis]!) / mixture.deviation));
    const mean = offsets.reduce((sum, offset) => sum + offset, 0) / offsets.length;
    const variance = offsets.reduce((sum, offset) => sum + offset ** 2, 0) / offsets.length;
    expect([Math.abs(mean) < 0.04, Math.abs(variance - 1) < 0.06]).toEqual([true, true]);
  });

  test('the roll lies on its spiral', async () => {
    const { points, modes } = await draw(swissRoll({ noise: 0, scale: 1 }), 500);
    expect(modes.every((mode) => mode === -1)).toBe(true);
    for (const [x, y] of points) {
      const t = Math.hypot(x!, y!);
      expect([t > 1.5 * Math.PI - 1e-3, t < 4.5 * Math.PI + 1e-3]).toEqual([true, true]);
      expect(Math.hypot(x! - t * Math.cos(t), y! - t * Math.sin(t))).toBeLessThan(1e-3);
    }
  });

  test('refuses numbers out of range, and states of others', () => {
    expect(() => ringMixture({ modes: 0 })).toThrow(/ringMixture: modes must be a whole number above 0. Got 0/);
    expect(() => gridMixture({ side: 1.5 })).toThrow(/gridMixture: side must be/);
    expect(() => ringMixture({ radius: Number.NaN })).toThrow(/must be finite/);
    expect(() => gridMixture({ deviation: -1 })).toThrow(/deviation must be a number from 0. Got -1/);
    expect(() => swissRoll({ scale: 0 })).toThrow(/scale must be above 0/);
    expect(() => ringMixture().stream({ batchSize: 0, seed: 1 })).toThrow(/batchSize must be a whole number above 0/);
    const stream = ringMixture().stream({ batchSize: 1, seed: 1 });
    const extra = tf.scalar(1);
    expect(() => stream.restore({ extra }, stream.toJson())).toThrow(/no tensors to restore. Got extra/);
    extra.dispose();
  });
});
