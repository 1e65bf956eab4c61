import { describe, expect, test } from '@jest/globals';
import { parseManifest } from '@ganblocks/core/testing';
import type { GoldenCase } from '@ganblocks/core/testing';
import { describedFeatures, fnv1a32, formulaFeatures, formulaNumbers } from './formulaFeatures';

function described(features: string): GoldenCase {
  const tolerance = { rtol: 1e-4, atol: 1e-6 };
  const [golden] = parseManifest({
    cases: [{ name: 'metric-fid-2048-toy', hyperparameters: { n: 3, dim: 4, features }, tolerance, tensors: {} }],
  });
  return golden!;
}

describe('formula numbers', () => {
  test('agree with the published vectors', () => {
    expect(fnv1a32('a')).toBe(3826002220);
    expect([0, 1, 2, 3].map((i) => formulaNumbers('a')(i) * 2 ** 24)).toEqual([7097911, 10699189, 9614031, 14537670]);
    const name = 'fid-inception/Conv2d_1a_3x3.conv.weight';
    expect(fnv1a32(name)).toBe(3980541299);
    expect([0, 1, 2, 3].map((i) => formulaNumbers(name)(i) * 2 ** 24)).toEqual([2463304, 867653, 1300189, 14724360]);
  });
});

describe('described features', () => {
  const names = 'README formula features: names "set/one" (x) and "set/two" (y)';

  test('take names and the affine map from the words of the case', () => {
    const { x, y, d } = describedFeatures(described(`${names}; then y = fround(1.5*y - 0.25)`));
    expect(d).toBe(4);
    expect(x).toEqual(formulaFeatures('set/one', 3, 4));
    expect(y).toEqual(formulaFeatures('set/two', 3, 4).map((value) => 1.5 * value - 0.25));
  });

  test('without a map y is as it is drawn', () => {
    expect(describedFeatures(described(names)).y).toEqual(formulaFeatures('set/two', 3, 4));
  });

  test('refuse words that they cannot follow', () => {
    expect(() => describedFeatures(described('names "set/one" (x)'))).toThrow(/set y/);
    expect(() => describedFeatures(described(`${names}; then y = fround(y**2)`))).toThrow(/affine/);
  });
});
