import type { CaseResult } from './runCase';

/** A multiple of the tolerance in two digits: `0.031`, `12`, `4.1e+4`. */
function ratioText(ratio: number): string {
  if (ratio === 0 || !Number.isFinite(ratio)) return ratio === 0 ? '0' : '∞';
  return ratio < 1e-3 || ratio >= 100 ? ratio.toExponential(1) : ratio.toPrecision(2);
}

/** `ok       layer-conv2d-3x3-s1  order 2  0.03× of tolerance (gp_wgan_grad_w)`; names are padded to `width`. */
export function caseLine({ status, name, order, worst, reason }: CaseResult, width = 0): string {
  const parts = [
    `${status.padEnd(7)}  ${name.padEnd(width)}`,
    order === undefined ? '' : `order ${order}`,
    worst ? `${ratioText(worst.ratio)}× of tolerance (${worst.tensor})` : '',
    reason ?? '',
  ];
  return parts.filter((part) => part !== '').join('  ');
}

/** `N passed, M failed, K missing`, and how many are right but for what float32 cannot reach. */
export function summaryLine(results: readonly CaseResult[]): string {
  const count = (status: CaseResult['status']): number => results.filter((result) => result.status === status).length;
  const limit = count('LIMIT') > 0 ? `, ${count('LIMIT')} at the limit of float32` : '';
  return `${count('ok')} passed, ${count('FAIL')} failed, ${count('MISSING')} missing${limit}`;
}
