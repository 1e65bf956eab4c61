import { cellOf, valueCell, worstOf } from './grade';
import type { Cell } from './grade';
import { keyOf } from './items';
import type { TargetResult } from './measureTarget';

/** One derivative case, as much of it as a table needs. */
export interface CaseRow {
  readonly name: string;
  readonly op: string;
  readonly order: number;
}

/** One op at one order: a cell for each target, the worst of the op's cases. */
export interface MatrixRow {
  readonly op: string;
  readonly order: number;
  readonly cells: readonly Cell[];
}

/** Groups cases by op, in alphabetical order, and grades each order on each target; order 0 is the op's values beside the oracle's. */
export function matrixOf(cases: readonly CaseRow[], results: readonly TargetResult[], oracle?: TargetResult): MatrixRow[] {
  const ops = [...new Set(cases.map(({ op }) => op))].sort((a, b) => a.localeCompare(b, 'en'));
  return ops.flatMap((op) => {
    const ofOp = cases.filter((one) => one.op === op);
    const highest = Math.max(...ofOp.map(({ order }) => order));
    return Array.from({ length: highest + 1 }, (_, order) => {
      const asked = ofOp.filter((one) => one.order >= order);
      const keys = asked.map(({ name }) => keyOf({ kind: 'derivative', name }));
      const cells = results.map(({ outcomes }) =>
        worstOf(
          keys.map((key) => (order === 0 ? valueCell(outcomes.get(key), oracle?.outcomes.get(key)) : cellOf(outcomes.get(key), order))),
        ),
      );
      return { op, order, cells };
    });
  });
}
