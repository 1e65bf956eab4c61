import { paddedTable } from '../../../sheets/paddedTable';
import { threadsText } from '../../threadsText';
import { settingText } from '../setting';
import type { Results } from '../results';
import { mebibytesText, millionsText } from './numbers';

/** Generators at their papers' sizes. */
export function inferenceText({ setting, threads, cases }: NonNullable<Results['inference']>): string {
  const rows = cases.map(({ case: name, batch, ms_per_image, params, heap_mb }) => [
    name,
    String(batch),
    `${ms_per_image.toFixed(0)} ms`,
    millionsText(params),
    heap_mb === undefined ? '' : mebibytesText(heap_mb),
  ]);
  const table = paddedTable(['generator', 'batch', 'an image', 'parameters', 'heap'], rows);
  return [table, `${settingText(setting)} On ${threadsText(threads)}.`].join('\n\n');
}
