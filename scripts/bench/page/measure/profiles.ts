import { again } from '../../ownProcess';
import type { ProfileReport } from '../../profile/profileTable';
import { progressOf } from '../../progress';
import { machineLimits, type MachineLimits } from './machineLimits';

export interface ProfiledCase {
  readonly case: string;
  readonly step_ms: number;
  readonly outside_ms: number;
  readonly calls: number;
  /** Those that take a fiftieth of the step or more. */
  readonly kernels: ProfileReport['kernels'];
}

export interface Profiles {
  readonly limits: MachineLimits;
  readonly cases: readonly ProfiledCase[];
}

const LEAST_SHARE = 0.02;

/** The fastest of some steps of each case on one thread, kernel by kernel, and what a thread of this machine can do at most. */
export async function profileAll(names: readonly string[], repeat: number): Promise<Profiles> {
  const limits = await machineLimits();
  const progress = progressOf(names.length);
  const cases: ProfiledCase[] = [];
  for (const name of names) {
    const asked = ['--profile', '--only', name, '--backend', 'wasm', '--threads', '1', '--repeat', String(repeat)];
    const [report] = (await again(asked)) as ProfileReport[];
    if (!report) throw new Error(`${name}: its process printed nothing.`);
    const { step_ms, outside_ms, calls } = report;
    const kernels = report.kernels.filter(({ self_ms }) => self_ms >= LEAST_SHARE * step_ms);
    cases.push({ case: name, step_ms, outside_ms, calls, kernels });
    progress(`${name}: ${step_ms} ms`);
  }
  return { limits, cases };
}
