import { expect, test } from '@jest/globals';
import { caseLine, summaryLine } from './report';
import type { CaseResult } from './runCase';

const ok: CaseResult = { name: 'layer-toy', status: 'ok', order: 2, worst: { tensor: 'grad_x', ratio: 0.0312 } };
const failed: CaseResult = {
  name: 'loss-toy',
  status: 'FAIL',
  order: 1,
  worst: { tensor: 'loss', ratio: Infinity },
  reason: 'loss has NaN at index 0',
};
const missing: CaseResult = { name: 'metric-toy', status: 'MISSING', reason: 'no family computes it' };

test('a line says status, name, derivative order, the largest error and its tensor, and why', () => {
  expect(caseLine(ok, 12)).toBe('ok       layer-toy     order 2  0.031× of tolerance (grad_x)');
  expect(caseLine(failed)).toBe('FAIL     loss-toy  order 1  ∞× of tolerance (loss)  loss has NaN at index 0');
  expect(caseLine(missing)).toBe('MISSING  metric-toy  no family computes it');
});

test.each([
  [0, '0×'],
  [0.00042, '4.2e-4×'],
  [0.5, '0.50×'],
  [3.14159, '3.1×'],
  [99, '99×'],
  [41234, '4.1e+4×'],
])('%p of the tolerance reads %s', (ratio, text) => {
  expect(caseLine({ ...ok, worst: { tensor: 'y', ratio } })).toContain(`  ${text} of tolerance (y)`);
});

test('the summary counts', () => {
  expect(summaryLine([ok, failed, missing, missing])).toBe('1 passed, 1 failed, 2 missing');
  expect(summaryLine([ok, { ...ok, status: 'LIMIT' }])).toBe('1 passed, 0 failed, 0 missing, 1 at the limit of float32');
});
