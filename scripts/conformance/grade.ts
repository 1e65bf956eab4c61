import type { Item, Outcome } from './items';

/** What a right derivative stays below: in float32, by finite differences with a step of 0.04. */
export const TOLERANCE = 5e-3;

/** One cell: the worst error of an op's cases, or why there is none. */
export type Cell =
  | { readonly grade: 'ok' | 'wrong'; readonly error: number; /** Why some of the op's cases are refused. */ readonly partly?: string }
  | { readonly grade: 'refused' | 'throws'; readonly reason: string }
  | { readonly grade: 'absent' };

const severity = { absent: 0, ok: 1, refused: 2, throws: 3, wrong: 4 } as const;

/** The worse of two cells; of two errors the larger. */
export function worse(a: Cell, b: Cell): Cell {
  if (severity[a.grade] !== severity[b.grade]) return severity[a.grade] > severity[b.grade] ? a : b;
  return 'error' in a && 'error' in b && b.error > a.error ? b : a;
}

/** How far an op's values are from another backend's, relative to the largest. */
function distance(values: readonly number[], oracle: readonly number[]): number {
  const largest = Math.max(1e-6, ...oracle.filter(Number.isFinite).map(Math.abs));
  const off = values.map((value, i) =>
    Object.is(value, oracle[i]) || value === oracle[i] ? 0 : Math.abs(value - (oracle[i] ?? NaN)) / largest,
  );
  return off.length === oracle.length ? Math.max(0, ...off.map((error) => (Number.isNaN(error) ? Infinity : error))) : Infinity;
}

/** The cell of one case at order 0: its values beside the oracle's. */
export function valueCell(outcome: Outcome | undefined, oracle: Outcome | undefined): Cell {
  if (outcome?.kind !== 'derivative' || oracle?.kind !== 'derivative' || !outcome.values || !oracle.values) return { grade: 'absent' };
  const error = distance(outcome.values, oracle.values);
  return { grade: error < TOLERANCE ? 'ok' : 'wrong', error };
}

/** Losses of the same seed on another backend are that close to the oracle's. */
export const TRAINING_TOLERANCE = 1e-3;

/** The largest difference of losses; without an oracle, 0 where all are numbers. */
export function trainingError({ losses }: Outcome & { readonly kind: 'training' }, oracle: Outcome | undefined): number {
  const expected = oracle?.kind === 'training' ? oracle.losses : losses;
  const off = losses.map((loss, i) => Math.abs(loss - (expected[i] ?? NaN)));
  return Math.max(...off.map((error) => (Number.isNaN(error) ? Infinity : error)));
}

/** The worst of an op's cases; those that are refused stand beside the worst of the others. */
export function worstOf(cells: readonly Cell[]): Cell {
  const refused = cells.find(({ grade }) => grade === 'refused');
  const worst = cells.filter(({ grade }) => grade !== 'refused').reduce(worse, { grade: 'absent' });
  if (worst.grade === 'absent') return refused ?? worst;
  return 'error' in worst && refused && 'reason' in refused ? { ...worst, partly: refused.reason } : worst;
}

/** The cell of one case at one order; the derivative of a constant op is exactly 0. */
export function cellOf(outcome: Outcome | undefined, order: number, kind: Item['kind'] = 'derivative'): Cell {
  if (outcome?.kind === 'failed') return { grade: 'throws', reason: outcome.reason };
  const found = outcome?.kind === 'derivative' ? outcome.orders.find((result) => result.order === order) : undefined;
  if (!found) return { grade: 'absent' };
  if (found.error === undefined) return { grade: found.refused ? 'refused' : 'throws', reason: found.failure ?? 'no reason given' };
  const isRight = kind === 'constant' ? found.error === 0 : found.error < TOLERANCE;
  return { grade: isRight ? 'ok' : 'wrong', error: found.error };
}
