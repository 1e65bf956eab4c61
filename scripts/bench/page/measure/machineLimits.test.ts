import { expect, test } from '@jest/globals';
import { machineLimits } from './machineLimits';

test('a machine multiplies, and copies', async () => {
  const { gflops, copy_gb_s } = await machineLimits();
  expect(gflops).toBeGreaterThan(0.5);
  expect(gflops).toBeLessThan(1000);
  expect(copy_gb_s).toBeGreaterThan(0.5);
}, 60_000);
