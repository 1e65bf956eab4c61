import { expect } from '@jest/globals';
import { frechetDistance } from '../src/frechet/frechetDistance';
import { featureStatistics } from '../src/statistics/featureStatistics';
import { formulaFeatures } from './formulaFeatures';
import { openGolden } from './goldens';

const d = 2048;
const first = (features: Float64Array, rows: number, columns: number): number[] =>
  Array.from({ length: rows * columns }, (_, i) => features[Math.floor(i / columns) * d + (i % columns)]!);

/** Checks one case of 2048-dimensional features given by formula: the features, their statistics, the distance. */
export async function expectFormulaGolden(name: string): Promise<void> {
  const { golden, expectEqual } = await openGolden(name);
  const n = golden.hyperparameters['n'] as number;
  expect(golden.hyperparameters['features']).toMatch(
    /"public\/fid\/real" \(x\) and "public\/fid\/fake" \(y\); then y = fround\(1\.05\*y \+ 0\.1\)/,
  );
  const x = formulaFeatures('public/fid/real', n, d);
  const y = formulaFeatures('public/fid/fake', n, d).map((value) => Math.fround(1.05 * value + 0.1));
  const [a, b] = [x, y].map((features) => {
    const statistics = featureStatistics(d);
    statistics.add(features);
    return statistics.result();
  }) as [Summary, Summary];
  const { distance, traceSqrt } = frechetDistance(a, b);
  const trace = ({ covariance }: Summary): number => covariance.reduce((sum, value, i) => (i % (d + 1) === 0 ? sum + value : sum), 0);
  expectEqual('x_first', first(x, 2, 16));
  expectEqual('y_first', first(y, 2, 16));
  expectEqual('mu1_first64', a.mean.subarray(0, 64));
  expectEqual('mu2_first64', b.mean.subarray(0, 64));
  expectEqual('sigma1_first', first(a.covariance, 8, 8));
  expectEqual('trace_sigma1', trace(a));
  expectEqual('trace_sigma2', trace(b));
  expectEqual('trace_sqrt', traceSqrt);
  expectEqual('fid', distance);
}

type Summary = ReturnType<ReturnType<typeof featureStatistics>['result']>;
