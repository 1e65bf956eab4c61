import type { CatalogueEntry } from '@ganblocks/core/testing';
import { cellOf, worse } from './grade';
import type { Cell } from './grade';
import { keyOf } from './items';
import { errorText, table } from './markdown';
import { matrixOf } from './matrix';
import type { CaseRow, MatrixRow } from './matrix';
import type { TargetResult } from './measureTarget';

const INTRODUCTION = `# Every op and its derivatives

Every function of tfjs-core 4.22 that computes something from tensors, its first and second derivative (and the third where it is measured), in TensorFlow.js
alone and with \`@ganblocks/core\`: written by \`npm run survey\`, never by hand. Ours have the worst error over the op's cases and over the backends
named, against finite differences in float32; [the matrix](conformance.md) has each backend by itself, and [Derivatives](derivatives.md) the why.

- ✓ right
- ✗ a wrong number, without a word; the error is relative to the length of the gradient
- ! throws`;

type Marks = Readonly<Record<Cell['grade'], (cell: Cell) => string>>;

const marks: Marks = {
  absent: () => '',
  ok: () => '✓',
  refused: () => 'refused',
  throws: () => '!',
  wrong: (cell) => `✗ ${'error' in cell ? errorText(cell.error) : ''}`,
};
const stockText = (cell: Cell): string => marks[cell.grade](cell);
const oursText = (cell: Cell): string => (cell.grade === 'ok' ? errorText(cell.error) : stockText(cell));

/** Orders one after the other; one mark where all are the same. */
const together = (texts: readonly string[]): string => texts.filter((text) => text !== '').join(' · ');

/** The flavours' results, target by target. */
export interface Survey {
  readonly stock: readonly TargetResult[];
  readonly ours: readonly TargetResult[];
}

const derivativesOf = (rows: readonly MatrixRow[], op: string): readonly MatrixRow[] =>
  rows.filter((row) => row.op === op && row.order > 0);

/** The whole of docs/ops.md. */
export function surveyPage(cases: readonly CaseRow[], catalogue: readonly CatalogueEntry[], { stock, ours }: Survey): string {
  const present = stock.filter(({ absent }) => absent === undefined);
  const mended = ours.filter(({ absent }) => absent === undefined);
  const [stockRows, oursRows] = [matrixOf(cases, present), matrixOf(cases, mended)];
  const ops = [...new Set(stockRows.map(({ op }) => op))];
  const worstOf = ({ cells }: MatrixRow): Cell => cells.filter(({ grade }) => grade !== 'refused').reduce(worse, { grade: 'absent' });
  const refusing = (op: string): string[] =>
    mended.filter((_, i) => derivativesOf(oursRows, op).some(({ cells }) => cells[i]?.grade === 'refused')).map(({ target }) => target);
  const oursCell = (op: string): string => {
    const refused = refusing(op);
    const right = together(derivativesOf(oursRows, op).map((row) => oursText(worstOf(row))));
    return refused.length === 0 ? right : [right, `refused on ${refused.join(', ')}`].filter((text) => text !== '').join('; ');
  };

  const differentiable = ops.map((op) => [
    `\`${op}\``,
    ...present.map((_, target) =>
      together(derivativesOf(stockRows, op).map(({ cells }) => stockText(cells[target] ?? { grade: 'absent' }))),
    ),
    oursCell(op),
  ]);
  const constantCell = (results: readonly TargetResult[], op: string): Cell =>
    results
      .map(({ outcomes }) => cellOf(outcomes.get(keyOf({ kind: 'constant', name: op })), 1, 'constant'))
      .reduce(worse, { grade: 'absent' });
  const constants = catalogue.flatMap(({ op, kind }) =>
    kind === 'constant' ? [[`\`${op}\``, stockText(constantCell(present, op)), stockText(constantCell(mended, op))]] : [],
  );
  const none = catalogue.flatMap((entry) => (entry.kind === 'notDifferentiable' ? [[`\`${entry.op}\``, entry.why]] : []));
  const variants = catalogue.flatMap((entry) =>
    entry.kind === 'differentiable' && entry.sameAs ? [`\`${entry.op}\` as \`${entry.sameAs}\``] : [],
  );

  return [
    INTRODUCTION,
    '## Differentiable',
    table(['op', ...present.map(({ target }) => `stock, ${target}`), 'ours, worst'], differentiable),
    `Other names: ${variants.join(', ')}.`,
    '## Constant almost everywhere: the derivative is zero',
    table(['op', 'stock', 'ours'], constants),
    '## Without a derivative',
    table(['op', 'why'], none),
    '',
  ].join('\n\n');
}
