import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';

/** The taps of a filter: `[k]` for both axes alike, or `[kh, kw]`; numbers, or a tensor where they are learned or loaded. */
export type FirFilter = readonly number[] | readonly (readonly number[])[] | Tensor1D | Tensor2D;

/** A filter that is one filter an axis, or one that cannot be taken apart. All tensors. */
type FilterParts = { readonly vertical: Tensor1D; readonly horizontal: Tensor1D } | { readonly full: Tensor2D };

type Matrix = readonly (readonly number[])[];

const isTensor = (filter: FirFilter): filter is Tensor1D | Tensor2D => filter instanceof tf.Tensor;
const isMatrix = (filter: readonly number[] | Matrix): filter is Matrix => filter.every((row) => Array.isArray(row));

/** [kh, kw] of a filter; throws where it has none. */
export function filterSize(where: string, filter: FirFilter): readonly [number, number] {
  const size = isTensor(filter) ? filter.shape : isMatrix(filter) ? [filter.length, filter[0]?.length ?? 0] : [filter.length];
  const [height = 0, width = height] = size;
  check(
    size.length <= 2 && height > 0 && width > 0,
    () => `${where}: filter must have the axes [k] or [kh, kw] and at least one tap. Got the shape [${size.join(', ')}].`,
  );
  if (isTensor(filter)) return [height, width];
  const even = !isMatrix(filter) || filter.every((row) => row.length === width);
  check(even, () => `${where}: the rows of filter must be equally long. Got ${JSON.stringify(filter)}.`);
  check(filter.flat().every(Number.isFinite), () => `${where}: filter must hold finite numbers. Got ${JSON.stringify(filter)}.`);
  return [height, width];
}

/** filter = vertical ⊗ horizontal, or undefined where the matrix is of a rank above 1. */
function outerFactors(matrix: Matrix): { vertical: number[]; horizontal: number[] } | undefined {
  const magnitude = (row: readonly number[]): number => Math.max(...row.map(Math.abs));
  const largest = Math.max(...matrix.map(magnitude));
  const pivotRow = matrix.find((row) => magnitude(row) === largest) ?? [];
  const column = pivotRow.findIndex((tap) => Math.abs(tap) === largest);
  const vertical = matrix.map((row) => (largest === 0 ? 0 : (row[column] ?? 0) / (pivotRow[column] ?? 1)));
  const exact = matrix.every((row, i) => row.every((tap, j) => Math.abs(tap - (vertical[i] ?? 0) * (pivotRow[j] ?? 0)) <= 1e-7 * largest));
  return exact ? { vertical, horizontal: [...pivotRow] } : undefined;
}

/** Numbers as one filter an axis; undefined where the filter is a tensor, or cannot be taken apart. */
export function filterFactors(filter: FirFilter): { readonly vertical: number[]; readonly horizontal: number[] } | undefined {
  if (isTensor(filter)) return undefined;
  return isMatrix(filter) ? outerFactors(filter) : { vertical: [...filter], horizontal: [...filter] };
}

/**
 * The filter as tensors, taken apart where that is possible: two passes of k taps instead of one of k². Numbers are looked at;
 * a tensor of rank 2 is not, since that would wait for the device. Inside a `tf.tidy` of the caller's.
 */
export function filterParts(filter: FirFilter): FilterParts {
  if (isTensor(filter))
    return filter.rank === 1 ? { vertical: filter as Tensor1D, horizontal: filter as Tensor1D } : { full: filter as Tensor2D };
  const factors = filterFactors(filter);
  if (factors) return { vertical: tf.tensor1d(factors.vertical), horizontal: tf.tensor1d(factors.horizontal) };
  return { full: tf.tensor2d((filter as Matrix).map((row) => [...row])) };
}
