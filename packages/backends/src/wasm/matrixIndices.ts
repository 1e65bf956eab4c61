/**
 * Which matrix of an operand each matrix of a product takes, where the outer axes `own` of the operand are broadcast to `outer`.
 *
 * @example
 * matrixIndices([2, 1], [2, 3]); // [0, 0, 0, 1, 1, 1]
 */
export function matrixIndices(own: readonly number[], outer: readonly number[]): number[] {
  const aligned = [...outer.slice(own.length).map(() => 1), ...own];
  return outer.reduce<number[]>(
    (indices, size, axis) => {
      const length = aligned[axis] ?? 1;
      return indices.flatMap((index) => Array.from({ length: size }, (_, at) => index * length + (length === 1 ? 0 : at)));
    },
    [0],
  );
}
