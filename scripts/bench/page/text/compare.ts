import { paddedTable } from '../../../sheets/paddedTable';
import { threadsText } from '../../threadsText';
import { settingText } from '../setting';
import type { Results } from '../results';
import { secondsText, timesText } from './numbers';

/** Our step beside PyTorch's. */
export function compareText({ setting, threads, rounds, repeat, torch, cases }: NonNullable<Results['compare']>): string {
  const rows = cases.map(({ case: name, together, alone }) => [
    name,
    secondsText(together.ours.median_s),
    secondsText(together.torch.median_s),
    timesText(together.ratio_of_medians),
    timesText(together.ratio_of_bests),
    secondsText(alone.ours.median_s),
    timesText(alone.ratio_of_medians),
  ]);
  const both = threadsText(threads);
  const head = ['a step', `ours, ${both}`, `PyTorch, ${both}`, 'ratio', 'of the best', 'ours, 1 thread', 'ratio'];
  const how = `Medians of ${rounds} rounds in turn, each of ${repeat} steps in a process of its own; of the best rounds the ratio alone.`;
  return [paddedTable(head, rows), `${settingText(setting, `PyTorch ${torch}`)} ${how}`].join('\n\n');
}
