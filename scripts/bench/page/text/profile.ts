import { paddedTable } from '../../../sheets/paddedTable';
import { settingText } from '../setting';
import type { Results } from '../results';

type Profile = NonNullable<Results['profile']>;
type Kernel = Profile['cases'][number]['kernels'][number];

/** Microseconds of a call below which handing over is most of it. */
const SHORT_CALL = 30;
/** The share of a limit below which it bounds nothing. */
const FAR = 0.25;

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** What keeps a kernel from being faster: arithmetic, memory, or that there are so many calls. */
function boundOf({ self_ms, calls, mb, gflops = 0 }: Kernel, limits: Profile['limits']): string {
  const [arithmetic, memory] = [gflops / limits.gflops, mb / self_ms / limits.copy_gb_s];
  const perCall = (1000 * self_ms) / calls;
  if (Math.max(arithmetic, memory) < FAR) return perCall < SHORT_CALL ? `${calls} calls of ${perCall.toFixed(0)} µs` : 'neither';
  return arithmetic >= memory ? `arithmetic, ${percent(arithmetic)}` : `memory, ${percent(memory)}`;
}

function caseText({ case: name, step_ms, outside_ms, calls, kernels }: Profile['cases'][number], limits: Profile['limits']): string {
  const rows = kernels.map((kernel) => [
    `\`${kernel.kernel}\``,
    boundOf(kernel, limits),
    percent(kernel.self_ms / step_ms),
    String(kernel.calls),
    kernel.gflops === undefined ? '' : kernel.gflops.toFixed(0),
    (kernel.mb / kernel.self_ms).toFixed(1),
  ]);
  const rest = kernels.reduce((left, { self_ms }) => left - self_ms, step_ms - outside_ms);
  const others = [
    'other kernels',
    '',
    percent(rest / step_ms),
    String(calls - kernels.reduce((sum, kernel) => sum + kernel.calls, 0)),
    '',
    '',
  ];
  const javascript = ['outside kernels', '', percent(outside_ms / step_ms), '', '', ''];
  const table = paddedTable(['kernel', 'bound by', 'share', 'calls', 'GFLOP/s', 'GB/s'], [...rows, others, javascript], 2);
  return `**${name}**, ${step_ms.toFixed(0)} ms on one thread:\n\n${table}`;
}

/** Each case kernel by kernel, beside what a thread can do at most. */
export function profileText({ setting, limits, cases }: Profile): string {
  const most = `A thread of this machine multiplies and adds at ${limits.gflops} GFLOP/s at most, four numbers at a time that stay in registers, and copies ${limits.copy_gb_s} GB/s, read and written.`;
  return [most, ...cases.map((one) => caseText(one, limits)), settingText(setting)].join('\n\n');
}
