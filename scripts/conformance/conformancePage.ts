import type { Cell } from './grade';
import { TOLERANCE } from './grade';
import { errorText, table } from './markdown';
import { matrixOf } from './matrix';
import type { CaseRow } from './matrix';
import type { TargetResult } from './measureTarget';
import { summaryOf } from './summary';

const INTRODUCTION = `# Conformance

Every derivative of every op, on every backend: written by \`npm run conformance -- --write\`, never by hand.

A cell has the worst errors of the op's [derivative cases](../packages/core/src/testing/derivativeCases): its values beside those of the cpu backend,
then its first and second derivative (and the third where it is asked for) against finite differences in float32, relative to the length of
the gradient. What is right stays below ${errorText(TOLERANCE)}. What TensorFlow.js alone gives is in [the survey of the ops](ops.md). \`refused\` means that
the op throws an error that says what to use instead; a number in brackets is the note that has it, also where only some of the op's cases
are refused. The GPU backends ran on a software driver, and with tfjs's forwarding of small tensors to the processor switched off.`;

/** One cell in the page; a reason becomes a numbered note. */
function cellText(cell: Cell, note: (reason: string) => number): string {
  if (cell.grade === 'absent') return '';
  if ('reason' in cell) return `${cell.grade === 'refused' ? 'refused' : '**✗**'} [${note(cell.reason)}]`;
  const error = cell.grade === 'ok' ? errorText(cell.error) : `**✗ ${errorText(cell.error)}**`;
  return cell.partly === undefined ? error : `${error} [${note(cell.partly)}]`;
}

/** The whole of docs/conformance.md. */
export function conformancePage(cases: readonly CaseRow[], results: readonly TargetResult[]): string {
  const notes: string[] = [];
  const note = (reason: string): number => {
    if (!notes.includes(reason)) notes.push(reason);
    return notes.indexOf(reason) + 1;
  };
  const baseline = results.find(({ target }) => target === 'cpu');
  const present = results.filter(({ absent }) => absent === undefined);
  const rows = matrixOf(cases, present, baseline);
  const ops = [...new Set(rows.map(({ op }) => op))];
  const matrix = ops.map((op) => [
    `\`${op}\``,
    ...present.map((_, target) =>
      rows
        .filter((row) => row.op === op)
        .map((row) => cellText(row.cells[target] ?? { grade: 'absent' }, note))
        .filter((text, i, all) => text !== '' && !(text.startsWith('refused') && text === all[i - 1]))
        .join(' · '),
    ),
  ]);
  const summary = results.map((result) => {
    const { target, backend, absent } = result;
    if (absent !== undefined) return [target, `not here: ${absent}`, '', '', ''];
    const { derivatives, parity, training } = summaryOf(result, baseline, cases);
    return [target, backend ?? '', derivatives, parity, training];
  });
  return [
    INTRODUCTION,
    '## In short',
    table(['where', 'backend', 'derivatives', 'parity with PyTorch', 'three rounds of dcgan-28 against cpu'], summary),
    '## Op by op',
    table(['op', ...present.map(({ target }) => target)], matrix),
    ...(notes.length === 0 ? [] : ['## Notes', notes.map((reason, i) => `${i + 1}. ${reason}`).join('\n')]),
    '',
  ].join('\n\n');
}
