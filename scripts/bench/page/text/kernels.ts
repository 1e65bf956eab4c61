import { paddedTable } from '../../../sheets/paddedTable';
import { settingText } from '../setting';
import type { Results } from '../results';

/** `64,28,28,1 -> 64, 4, 2` in words. */
function shapeText(kernel: string): string {
  const [input = '', outputs = '', filter = '', stride = ''] = kernel.split(/ -> |, /);
  const [batch = '', size = '', , channels = ''] = input.split(',');
  return `${batch} of ${size} × ${size}, ${channels} → ${outputs}, filter ${filter}, stride ${stride}`;
}

/** Our three kernels beside the stock convolution. */
export function kernelsText({ setting, kernels }: NonNullable<Results['kernels']>): string {
  const rows = kernels.map(({ kernel, stock, forward, input_gradient, filter_gradient }) => [
    shapeText(kernel),
    ...[stock, forward, input_gradient, filter_gradient].map((rate) => rate.toFixed(0)),
  ]);
  return [paddedTable(['GFLOP/s of one thread', 'stock', 'ours', 'by input', 'by filter'], rows), settingText(setting)].join('\n\n');
}
