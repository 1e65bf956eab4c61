import type { Cell } from './grade';
import { TOLERANCE } from './grade';
import { errorText, table } from './markdown';
import { matrixOf } from './matrix';
import type { CaseRow } from './matrix';
import type { TargetResult } from './measureTarget';
import { summaryOf } from './summary';

const INTRODUCTION = `# Conformance

Every derivative of every op, on every backend: written by \`npm run conformance -- --write\`, never by hand.

A cell has the worst errors of the op's [derivative cases](../packages/core/src/testing/derivativeCases): its values beside those of the cpu backend, then
its first and second derivative (and the third where it is asked for) against finite differences in float32, relative to the length of the
gradient. What is right stays below ${errorText(TOLERANCE)}. What an op's cases
are, and what TensorFlow.js alone gives, is in [the survey of the ops](ops.md). \`refused\` means that the op throws an error that
says what to use instead. GPU backends run here on a software driver and with tfjs's forwarding of small tensors to the CPU switched off.`;

/** One cell in the page; a reason becomes a numbered note. */
function cellText(cell: Cell, note: (reason: string) => number): string {
  if (cell.grade === 'absent') return '';
  if (cell.grade === 'ok') return errorText(cell.error);
  if ('error' in cell) return `**✗ ${errorText(cell.error)}**`;
  return `${cell.grade === 'refused' ? 'refused' : '**✗**'} [${note(cell.reason)}]`;
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
        .filter((text) => text !== '')
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
