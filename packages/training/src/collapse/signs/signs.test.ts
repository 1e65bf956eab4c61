import { describe, expect, test } from '@jest/globals';
import type { CollapseFigures } from '../collapseLook';
import { diversitySign } from './diversity';
import { discriminatorSign } from './discriminator';
import { gradientSign } from './gradients';
import { collapseLimits, type CollapseLimits } from './limits';
import type { Sign } from './sign';
import { singularValueSign } from './singularValues';

const limits = collapseLimits();
const figures = (some: Partial<CollapseFigures>): CollapseFigures => ({ losses: {}, gradientNorms: {}, singularValues: {}, ...some });

/** Makes a sign used to some figures, then asks it for others. */
function after(sign: Sign, usual: readonly Partial<CollapseFigures>[], now: Partial<CollapseFigures>): { severity: number; seen: string } {
  usual.forEach((one) => sign.note(figures(one)));
  return sign.judge(figures(now));
}
const thrice = <T>(one: T): readonly T[] => [one, one, one];

describe('diversity', () => {
  const spread = (distance: number, duplicates = 0) => ({ distance, duplicates });

  test('is held against real images, unless it grows', () => {
    const real = spread(0.8);
    expect(after(diversitySign(limits), [], { samples: spread(0.2), real })).toEqual({
      severity: 2,
      seen: 'samples are alike: two of them are 0.2 apart, two real images 0.8',
    });
    expect(after(diversitySign(limits), [], { samples: spread(0.8), real }).severity).toBe(0.5);
    expect(after(diversitySign(limits), thrice({ samples: spread(0.1) }), { samples: spread(0.2), real }).severity).toBe(0.9);
    expect(after(diversitySign(limits), thrice({ samples: spread(0.2) }), { samples: spread(0.2), real }).severity).toBe(2);
  });

  test('is held against what it was, without them', () => {
    const usual = thrice({ samples: spread(0.6) });
    const { severity, seen } = after(diversitySign(limits), usual, { samples: spread(0.1) });
    expect(severity).toBeCloseTo(3, 10);
    expect(seen).toBe('samples are alike: two of them are 0.1 apart, a while ago 0.6');
    expect(after(diversitySign(limits), usual, { samples: spread(0) }).severity).toBe(Infinity);
    expect(after(diversitySign(limits), usual.slice(1), { samples: spread(0.1) }).severity).toBe(0);
  });

  test('sees a few kinds of images, beyond what real ones have, that do not get more', () => {
    const samples = spread(0.7, 0.3);
    expect(after(diversitySign(limits), [], { samples })).toEqual({
      severity: expect.closeTo(3, 10),
      seen: '30 % of the pairs of samples are near duplicates',
    });
    expect(after(diversitySign(limits), [], { samples, real: spread(0.7, 0.29) }).severity).toBe(0.5);
    expect(after(diversitySign(limits), thrice({ samples: spread(0.7, 0.5) }), { samples }).severity).toBe(0.9);
  });

  test('has nothing to say without samples', () => {
    expect(after(diversitySign(limits), [{}], {}).severity).toBe(0);
  });
});

describe('discriminator', () => {
  test('that ranks all pairs right has won, and has not where a few in a hundred are wrong', () => {
    expect(after(discriminatorSign(limits), [], { accuracy: 1 })).toEqual({
      severity: Infinity,
      seen: 'the discriminator ranks 100 % of the pairs of a real image and a generated one right',
    });
    expect(after(discriminatorSign(limits), [], { accuracy: 0.9995 }).severity).toBeGreaterThan(1);
    expect(after(discriminatorSign(limits), [], { accuracy: 0.99 }).severity).toBeGreaterThan(0.7);
    expect(after(discriminatorSign(limits), [], { accuracy: 0.95 }).severity).toBeLessThan(0.7);
  });

  test('has not won where samples still get more diverse', () => {
    const at = (distance: number) => ({ samples: { distance, duplicates: 0 } });
    expect(after(discriminatorSign(limits), thrice(at(0.2)), { ...at(0.3), accuracy: 1 }).severity).toBe(0.9);
    expect(after(discriminatorSign(limits), thrice(at(0.3)), { ...at(0.3), accuracy: 1 }).severity).toBe(Infinity);
  });

  test("has won where its loss falls to nothing while the generator's grows", () => {
    const losses = (discriminator: number, generator: number) => ({
      losses: { 'discriminator/adversarial': discriminator, 'generator/adversarial': generator },
    });
    const usual = [losses(1.2, 0.9), losses(0.8, 1), losses(0.5, 1.1)];
    expect(after(discriminatorSign(limits), usual, losses(0.012, 6))).toEqual({
      severity: expect.closeTo(2, 10),
      seen: "the discriminator's loss is 0.012 (it was 1.2) while the generator's has grown from 1 to 6",
    });
    expect(after(discriminatorSign(limits), usual, losses(0.012, 1)).severity).toBe(0);
    expect(after(discriminatorSign(limits), usual, losses(0.6, 6)).severity).toBeCloseTo(0.04, 10);
  });

  test("takes no critic's loss for a small one", () => {
    const losses = (discriminator: number, generator: number) => ({
      losses: { 'discriminator/adversarial': discriminator, 'generator/adversarial': generator },
    });
    expect(
      after(
        discriminatorSign(limits),
        [-3, -4, -5].map((loss, i) => losses(loss, i)),
        losses(-0.01, 9),
      ).severity,
    ).toBe(0);
    expect(after(discriminatorSign(limits), thrice(losses(0, 0)), losses(0, 1)).severity).toBe(0);
  });
});

test('a singular value is held against its own running median, and the worst is told', () => {
  const values = (a: number, b: number) => ({ singularValues: { 'generator/a': [a, 1], 'generator/b': [b, 0] } as const });
  const usual = thrice(values(2, 0.5));
  expect(after(singularValueSign(limits), usual, values(3, 3))).toEqual({
    severity: 2,
    seen: "the largest singular value of 'generator/b' is 3, its running median 0.5",
  });
  expect(after(singularValueSign(limits), usual, values(2, 0.5)).severity).toBeCloseTo(1 / 3, 10);
  expect(after(singularValueSign(limits), thrice(values(2, 0)), values(2, 9)).severity).toBeCloseTo(1 / 3, 10);
  expect(after(singularValueSign(limits), [], values(9, 9)).severity).toBe(0);
});

test('a gradient vanishes or spikes against its own running median', () => {
  const norms = (generator: number) => ({ gradientNorms: { generator, discriminator: 1 } });
  expect(after(gradientSign(limits), thrice(norms(2)), norms(40))).toEqual({
    severity: 2,
    seen: "the gradient of 'generator' spikes: its norm is 40, its running median 2",
  });
  expect(after(gradientSign(limits), thrice(norms(2)), norms(0.01))).toEqual({
    severity: 4,
    seen: "the gradient of 'generator' vanishes: its norm is 0.01, its running median 2",
  });
  expect(after(gradientSign(limits), thrice(norms(2)), norms(0)).severity).toBe(Infinity);
  expect(after(gradientSign(limits), thrice(norms(2)), norms(2)).severity).toBeLessThan(0.7);
});

test.each([
  [
    { variety: 0.5 },
    "limits must be of diversity, duplicates, accuracy, discriminatorLoss, singularValue, gradient, noGradient. Got 'variety'.",
  ],
  [{ diversity: 1 }, 'limits.diversity must be a share between 0 and 1. Got 1. Leave it out for 0.5.'],
  [{ singularValue: 1 }, 'limits.singularValue must be a multiple above 1. Got 1. Leave it out for 3.'],
  [{ gradient: NaN }, 'limits.gradient must be a multiple above 1. Got NaN.'],
])('limits %j are refused', (wrong, message) => {
  expect(() => collapseLimits(wrong as Partial<CollapseLimits>)).toThrow(message);
});
