import { sum } from '../statistics';
import { table } from '../table';
import type { ProfiledStep } from './profileSteps';
import type { KernelTotal } from './watchKernels';

interface ProfileRow {
  readonly kernel: string;
  readonly self_ms: number;
  readonly calls: number;
  /** Megabytes read and written. */
  readonly mb: number;
  /** 10⁹ multiplications and additions a second, where they are known. */
  readonly gflops?: number;
}

export interface ProfileReport {
  readonly step_ms: number;
  readonly kernels_ms: number;
  /** The rest of the step: JavaScript, and waiting. */
  readonly outside_ms: number;
  /** Garbage collection, which lies within kernels or outside. */
  readonly gc_ms: number;
  readonly calls: number;
  /** Of the whole step, from the operations that are known. */
  readonly gflops: number;
  readonly kernels: readonly ProfileRow[];
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

const rowOf = ({ kernel, self, calls, bytes, operations }: KernelTotal): ProfileRow => ({
  ...{ kernel, self_ms: rounded(self, 3), calls, mb: rounded(bytes / 1e6, 3) },
  ...(operations === undefined ? {} : { gflops: rounded(operations / self / 1e6, 1) }),
});

/** The kernels of a step, those that took longest first. */
export function profileReport({ step, inKernels, collecting, totals }: ProfiledStep): ProfileReport {
  const kernels = [...totals].sort((a, b) => b.self - a.self).map(rowOf);
  return {
    step_ms: rounded(step, 3),
    kernels_ms: rounded(inKernels, 3),
    outside_ms: rounded(step - inKernels, 3),
    gc_ms: rounded(collecting, 3),
    calls: sum(totals.map(({ calls }) => calls)),
    gflops: rounded(sum(totals.map(({ operations = 0 }) => operations)) / step / 1e6, 1),
    kernels,
  };
}

/** As a table, with shares of the step. */
export function profileTable({ step_ms, outside_ms, gc_ms, calls, gflops: ofStep, kernels }: ProfileReport): string {
  const share = (ms: number): string => `${((100 * ms) / step_ms).toFixed(1)} %`;
  const bytes = sum(kernels.map(({ mb }) => mb));
  return table([
    ['kernel', 'self ms', 'share', 'calls', 'MB', 'GFLOP/s'],
    ...kernels.map(({ kernel, self_ms, calls: times, mb, gflops }) => [
      kernel,
      self_ms.toFixed(2),
      share(self_ms),
      String(times),
      mb.toFixed(1),
      gflops === undefined ? '' : gflops.toFixed(1),
    ]),
    ['outside kernels', outside_ms.toFixed(2), share(outside_ms), '', '', ''],
    ['(garbage collection)', gc_ms.toFixed(2), share(gc_ms), '', '', ''],
    ['the step', step_ms.toFixed(2), '', String(calls), bytes.toFixed(1), ofStep.toFixed(1)],
  ]);
}
