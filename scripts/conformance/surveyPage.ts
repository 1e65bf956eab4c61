import type { CatalogueEntry } from '@ganblocks/core/testing';
import { cellOf, worse } from './grade';
import type { Cell } from './grade';
import { keyOf } from './items';
import { errorText, table } from './markdown';
import type { CaseRow } from './matrix';
import type { TargetResult } from './measureTarget';

const INTRODUCTION = `# Every op and its derivatives

Every function of tfjs-core 4.22 that computes something from tensors, its first and second derivative (and the third where it is measured), in TensorFlow.js
alone and with \`@ganblocks/core\`: written by \`npm run survey\`, never by hand. Ours have the worst error over the op's cases and over the backends
named, against finite differences in float32; [the matrix](conformance.md) has each backend by itself, and [Derivatives](derivatives.md) the why.

- ✓ right
- ✗ a wrong number, without a word; the error is relative to the length of the gradient
- ! throws

Where not all of an op's cases (strides, paddings, axes, …) fare alike, the share that fails stands behind the mark: \`! 3/13\` is right in ten of thirteen.`;

/** One mark for one cell. */
function mark(cell: Cell): string {
  if (cell.grade === 'absent') return '';
  if (cell.grade === 'ok') return '✓';
  if (cell.grade === 'wrong') return `✗ ${errorText(cell.error)}`;
  return cell.grade === 'refused' ? 'refused' : '!';
}

/** The cases of an op at one order in one cell: right, or how they fail and how many. */
function tally(cells: readonly Cell[]): string {
  const found = cells.filter(({ grade }) => grade !== 'absent');
  const failing = (['wrong', 'throws', 'refused'] as const).flatMap((grade) => {
    const alike = found.filter((cell) => cell.grade === grade);
    const share = alike.length === found.length ? '' : ` ${alike.length}/${found.length}`;
    return alike.length === 0 ? [] : [`${mark(alike.reduce(worse))}${share}`];
  });
  return failing.length > 0 ? failing.join(', ') : found.length > 0 ? '✓' : '';
}

/** A right cell by its error. */
const errorOrMark = (cell: Cell): string => (cell.grade === 'ok' ? errorText(cell.error) : mark(cell));

/** Orders one after the other. */
const together = (texts: readonly string[]): string => texts.filter((text) => text !== '').join(' · ');

/** What was measured with TensorFlow.js's own gradients and with ours, target by target. */
export interface Survey {
  readonly stock: readonly TargetResult[];
  readonly ours: readonly TargetResult[];
}

/** All cells of an op on a target, a list for each order. */
type Measured = (result: TargetResult) => readonly (readonly Cell[])[];

const derivatives =
  (cases: readonly CaseRow[], op: string): Measured =>
  ({ outcomes }) => {
    const ofOp = cases.filter((one) => one.op === op);
    const highest = Math.max(...ofOp.map(({ order }) => order));
    return Array.from({ length: highest }, (_, i) => i + 1).map((order) =>
      ofOp.filter((one) => one.order >= order).map(({ name }) => cellOf(outcomes.get(keyOf({ kind: 'derivative', name })), order)),
    );
  };

const zero =
  (op: string): Measured =>
  ({ outcomes }) => [[cellOf(outcomes.get(keyOf({ kind: 'constant', name: op })), 1, 'constant')]];

const stockText = (measured: Measured, result: TargetResult): string => together(measured(result).map(tally));

/** The worst of all targets, and which of them refuse. */
function oursText(measured: Measured, results: readonly TargetResult[]): string {
  const isRefused = ({ grade }: Cell): boolean => grade === 'refused';
  const all = results.map(measured);
  const orders = all[0]?.map((_, order) => all.flatMap((target) => target[order] ?? []).filter((cell) => !isRefused(cell))) ?? [];
  const worst = together(orders.map((cells) => errorOrMark(cells.reduce(worse, { grade: 'absent' }))));
  const refusing = results.filter((_, i) => all[i]?.flat().some(isRefused)).map(({ target }) => target);
  return [worst, refusing.length === 0 ? '' : `refused on ${refusing.join(', ')}`].filter((text) => text !== '').join('; ');
}

const coded = (op: string): string => `\`${op}\``;

/** Ops that share a reason, in one line. */
function reasons(catalogue: readonly CatalogueEntry[]): string[][] {
  const entries = catalogue.flatMap((entry) => (entry.kind === 'notDifferentiable' ? [entry] : []));
  return [...new Set(entries.map(({ why }) => why))].map((why) => [
    entries
      .filter((entry) => entry.why === why)
      .map(({ op }) => coded(op))
      .join(', '),
    why,
  ]);
}

/** The whole of docs/ops.md. */
export function surveyPage(cases: readonly CaseRow[], catalogue: readonly CatalogueEntry[], survey: Survey): string {
  const [stock, ours] = [survey.stock, survey.ours].map((results) => results.filter(({ absent }) => absent === undefined)) as [
    TargetResult[],
    TargetResult[],
  ];
  const row = (op: string, measured: Measured): string[] => [
    coded(op),
    oursText(measured, ours),
    ...stock.map((result) => stockText(measured, result)),
  ];
  const head = ['op', 'ours, worst', ...stock.map(({ target }) => `stock, ${target}`)];
  const ops = [...new Set(cases.map(({ op }) => op))].sort((a, b) => a.localeCompare(b, 'en'));
  const constants = catalogue.flatMap(({ op, kind }) => (kind === 'constant' ? [op] : []));
  const others = catalogue.flatMap((entry) =>
    entry.kind === 'differentiable' && entry.sameAs ? [`${coded(entry.op)} as ${coded(entry.sameAs)}`] : [],
  );
  return [
    INTRODUCTION,
    '## Differentiable',
    table(
      head,
      ops.map((op) => row(op, derivatives(cases, op))),
    ),
    `Other names: ${others.join(', ')}.`,
    '## Constant almost everywhere: the derivative is zero',
    table(
      head,
      constants.map((op) => row(op, zero(op))),
    ),
    '## Without a derivative',
    table(['ops', 'why'], reasons(catalogue)),
    '',
  ].join('\n\n');
}
