import { expect, test } from '@jest/globals';
import { profileReport, profileTable } from './profileTable';

const report = profileReport({
  totals: [
    { kernel: 'Relu', calls: 3, self: 2, bytes: 4e6, operations: undefined },
    { kernel: 'Conv2D', calls: 1, self: 6, bytes: 1e6, operations: 3e8 },
  ],
  ...{ inKernels: 8, watching: 1, step: 10, collecting: 1 },
});

test('the kernel that took longest comes first, and the rest of the step is told', () => {
  expect(report).toEqual({
    ...{ step_ms: 10, kernels_ms: 8, outside_ms: 2, gc_ms: 1, calls: 4, gflops: 30 },
    kernels: [
      { kernel: 'Conv2D', self_ms: 6, calls: 1, mb: 1, gflops: 50 },
      { kernel: 'Relu', self_ms: 2, calls: 3, mb: 4 },
    ],
  });
});

test('as a table', () => {
  expect(profileTable(report).split('\n')).toEqual([
    'kernel                self ms   share  calls   MB  GFLOP/s',
    'Conv2D                   6.00  60.0 %      1  1.0     50.0',
    'Relu                     2.00  20.0 %      3  4.0',
    'outside kernels          2.00  20.0 %',
    '(garbage collection)     1.00  10.0 %',
    'the step                10.00              4  5.0     30.0',
  ]);
});
