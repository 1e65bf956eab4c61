import { paddedTable } from '../../../sheets/paddedTable';
import { threadsText } from '../../threadsText';
import { settingText } from '../setting';
import type { Results } from '../results';
import { secondsText, timesText } from './numbers';

/** The steps of Chromium beside Node's. */
export function browserText({ setting, cases }: NonNullable<Results['browser']>): string {
  const counts = [...new Set(cases.map(({ threads }) => threads))];
  const names = [...new Set(cases.map(({ case: name }) => name))];
  const cellsOf = (name: string, count: number): string[] => {
    const found = cases.find((one) => one.case === name && one.threads === count);
    if (!found) return ['', '', ''];
    return [secondsText(found.node_s), secondsText(found.chromium_s), timesText(found.chromium_s / found.node_s)];
  };
  const head = counts.flatMap((count) => [`Node, ${threadsText(count)}`, 'Chromium', 'ratio']);
  const table = paddedTable(['a step', ...head], names.map((name) => [name, ...counts.flatMap((count) => cellsOf(name, count))])); // prettier-ignore
  const differing = cases.filter(({ same_losses }) => !same_losses).map(({ case: name, threads }) => `${name} on ${threadsText(threads)}`);
  const losses =
    differing.length === 0 ? 'All losses are those of Node to the last bit.' : `Losses differ from Node's: ${differing.join(', ')}.`;
  return [table, `${settingText(setting, `Chromium ${cases[0]?.chromium ?? ''}`)} ${losses}`].join('\n\n');
}
