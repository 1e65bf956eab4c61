import { describe, expect, test } from '@jest/globals';
import { fnv1a32, formulaFeatures, formulaNumbers } from '../../tests/formulaFeatures';
import { openGolden } from '../../tests/goldens';
import { expectFormulaGolden } from '../../tests/expectFormulaGolden';
import { featureRows } from '../features/features';
import { featureStatistics } from '../statistics/featureStatistics';
import { frechetDistance, frechetDistanceOfFeatures } from './frechetDistance';

describe('goldens of the Fréchet distance', () => {
  test.each(['small', 'identical', 'low-rank', 'rank-deficient'])('metric-fid-%s', async (name) => {
    const { golden, float64, expectEqual } = await openGolden(`metric-fid-${name}`);
    const dimension = golden.tensors.get('x')!.shape[1]!;
    const [x, y] = [float64('x'), float64('y')];
    const { distance, traceSqrt } = frechetDistanceOfFeatures(featureRows(x, dimension), featureRows(y, dimension));
    expectEqual('fid', distance);
    expectEqual('trace_sqrt', traceSqrt);
    for (const [features, number] of [
      [x, 1],
      [y, 2],
    ] as const) {
      const statistics = featureStatistics(dimension);
      statistics.add(features);
      expectEqual(`mu${number}`, statistics.result().mean);
      expectEqual(`sigma${number}`, statistics.result().covariance);
    }
  });

  test('metric-fid-from-stats', async () => {
    const { float64, expectEqual } = await openGolden('metric-fid-from-stats');
    const { distance } = frechetDistance(
      { mean: float64('mu1'), covariance: float64('sigma1') },
      { mean: float64('mu2'), covariance: float64('sigma2') },
    );
    expectEqual('fid', distance);
  });

  test('metric-fid-2048-n256', () => expectFormulaGolden('metric-fid-2048-n256'));
});

describe('formula features', () => {
  test('are those of the test vectors', () => {
    expect(fnv1a32('a')).toBe(3826002220);
    const number = formulaNumbers('a');
    expect([0, 1, 2, 3].map((i) => number(i) * 2 ** 24)).toEqual([7097911, 10699189, 9614031, 14537670]);
    expect(formulaFeatures('public/fid/real', 2, 3)).toHaveLength(6);
  });
});
