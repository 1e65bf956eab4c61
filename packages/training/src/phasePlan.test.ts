import { describe, expect, test } from '@jest/globals';
import { phasePlan, phaseProgress } from './phasePlan';

const rest = { batchSize: 8, resolution: undefined };

describe('phasePlan', () => {
  test('gives the last phase what is left', () => {
    const plan = phasePlan(
      [
        { name: 'a', images: 100 },
        { name: 'b', images: 7 },
      ],
      { images: 300, ...rest },
    );
    expect(plan.map(({ index, from, to }) => [index, from, to])).toEqual([
      [0, 0, 100],
      [1, 100, 300],
    ]);
    expect(plan.map((phase) => phaseProgress(phase, 150))).toEqual([1, 0.25]);
    expect(phaseProgress(plan[1]!, 50)).toBe(0);
  });

  test('drops phases after the end and shortens the one across it', () => {
    const plan = phasePlan([{ name: 'a', images: 100 }, { name: 'b', images: 100 }, { name: 'c' }], { images: 150, ...rest });
    expect(plan.map(({ phase, to }) => [phase.name, to])).toEqual([
      ['a', 100],
      ['b', 150],
    ]);
    expect(phasePlan([{ name: 'a', images: 100 }, { name: 'b' }], { images: 100, ...rest })).toHaveLength(1);
  });

  test('lets a phase override batch size and resolution', () => {
    const [small, large] = phasePlan(
      [
        { name: 'a', images: 10, data: { batchSize: 16, resolution: 4 } },
        { name: 'b', data: { resolution: 8 } },
      ],
      { images: 30, batchSize: 2, resolution: 32 },
    );
    expect([small?.batchSize, small?.resolution, large?.batchSize, large?.resolution]).toEqual([16, 4, 2, 8]);
  });

  test('refuses phases without a length or with no batch', () => {
    expect(() => phasePlan([], { images: 1, ...rest })).toThrow(/Got none/);
    expect(() => phasePlan([{ name: 'a' }, { name: 'b' }], { images: 1, ...rest })).toThrow(/Got undefined for phase 'a'/);
    expect(() => phasePlan([{ name: 'a', data: { batchSize: 0 } }], { images: 1, ...rest })).toThrow(/Got 0 in phase 'a'/);
  });
});
