import { cellOf, trainingError, TRAINING_TOLERANCE, valueCell } from './grade';
import type { Cell } from './grade';
import { keyOf } from './items';
import type { Item, Outcome } from './items';
import { errorText } from './markdown';
import type { TargetResult } from './measureTarget';

const isRed = ({ grade }: Cell): boolean => grade === 'wrong' || grade === 'throws';
const described = (cell: Cell): string => ('reason' in cell ? cell.reason : 'error' in cell ? `error ${errorText(cell.error)}` : '');

/** What is wrong with one outcome, a phrase for each fault. */
function faults({ kind }: Item, outcome: Outcome, oracle: Outcome | undefined): string[] {
  if (outcome.kind === 'failed') return [outcome.reason];
  if (outcome.kind === 'parity') return outcome.result.status === 'FAIL' ? [outcome.result.reason ?? 'fails'] : [];
  if (outcome.kind === 'training') {
    const error = trainingError(outcome, oracle);
    return error < TRAINING_TOLERANCE ? [] : [`losses off by ${errorText(error)}`];
  }
  const values = valueCell(outcome, oracle);
  const orders = outcome.orders.map(({ order }) => ({ order, cell: cellOf(outcome, order, kind) }));
  return [
    ...(isRed(values) ? [`values: ${described(values)}`] : []),
    ...orders.filter(({ cell }) => isRed(cell)).map(({ order, cell }) => `order ${order}: ${described(cell)}`),
  ];
}

/** What is red on a target, one line each. `oracle` is what its values and losses are compared with. */
export const complaints = ({ target, outcomes }: TargetResult, items: readonly Item[], oracle?: TargetResult): string[] =>
  items.flatMap((item) => {
    const outcome = outcomes.get(keyOf(item));
    return outcome ? faults(item, outcome, oracle?.outcomes.get(keyOf(item))).map((fault) => `${target}: ${keyOf(item)}: ${fault}`) : [];
  });
