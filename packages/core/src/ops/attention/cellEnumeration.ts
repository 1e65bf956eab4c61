import { check } from '../../errors/index';

/**
 * The cells of a grid by their Manhattan distance from the top-left corner, cells of the same distance from the top row down: the order in
 * which "enumerate, shift, apply" lays a pattern of one dimension over an image.
 *
 * Element k is the row-major index of the k-th cell.
 *
 * @throws GanError unless both sizes are whole numbers of at least 1.
 * @see Daras, Odena, Zhang & Dimakis 2020, "Your Local GAN", section 3, https://arxiv.org/abs/1911.12287
 * @example cellEnumeration(2, 3); // [0, 1, 3, 2, 4, 5]
 */
export function cellEnumeration(rows: number, columns: number): readonly number[] {
  check(
    [rows, columns].every((size) => Number.isInteger(size) && size >= 1),
    () => {
      return `cellEnumeration: rows and columns must be whole numbers of at least 1. Got ${rows} and ${columns}.`;
    },
  );
  const distance = (cell: number): number => Math.floor(cell / columns) + (cell % columns);
  return Array.from({ length: rows * columns }, (_, cell) => cell).sort((a, b) => distance(a) - distance(b) || a - b);
}
