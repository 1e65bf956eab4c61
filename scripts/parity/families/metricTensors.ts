import { featureRows, type Features, type Images } from '@ganblocks/metrics';
import type { GoldenArray, GoldenTensor } from '@ganblocks/core/testing';

export const scalar = (value: number): GoldenArray => ({ shape: [], data: [value] });
export const vector = (data: ArrayLike<number>): GoldenArray => ({ shape: [data.length], data });
export const table = (data: ArrayLike<number>, rows: number, columns: number): GoldenArray => ({ shape: [rows, columns], data });
export const square = (data: ArrayLike<number>, size: number): GoldenArray => table(data, size, size);

/** The numbers of an F32 tensor; metrics take no integers. */
export const floats = ({ data }: GoldenTensor): Float32Array => Float32Array.from(data);

/** A stored matrix as rows of features. */
export const rowsOf = (tensor: GoldenTensor): Features => featureRows(floats(tensor), tensor.shape[1] ?? 1);

/** The rows of a stored matrix of integers. */
export function integerRows({ data, shape: [rows = 0, columns = 0] }: GoldenTensor): readonly Int32Array[] {
  return Array.from({ length: rows }, (_, i) => Int32Array.from({ length: columns }, (_none, j) => Number(data[i * columns + j])));
}

/** A stored batch of images. */
export function imagesOf(tensor: GoldenTensor): Images {
  const [n = 0, height = 0, width = 0, channels = 0] = tensor.shape;
  return { shape: [n, height, width, channels], data: floats(tensor) };
}
