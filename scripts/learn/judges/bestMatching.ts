/**
 * The assignment of each row to a column of its own that has the largest sum of values: the column of each row. Exact, by shortest augmenting paths
 * (the Hungarian method with potentials), in n^2 m steps.
 *
 * @param values `[n][m]`, n ≤ m, finite.
 * @see Kuhn 1955, The Hungarian method for the assignment problem, https://doi.org/10.1002/nav.3800020109
 */
export function bestMatching(values: readonly (readonly number[])[]): readonly number[] {
  const columns = values[0]?.length ?? 0;
  const rowPotentials = values.map(() => 0);
  const columnPotentials = new Float64Array(columns);
  /** The row of each column, -1 where it is free. */
  const rowOf = new Int32Array(columns).fill(-1);
  // Reduced costs of taken pairs are 0, of all others at least 0.
  const reducedCost = (row: number, column: number): number => -values[row]![column]! - rowPotentials[row]! - columnPotentials[column]!;

  /** Gives a row a column, moving others on along the cheapest path. */
  const place = (start: number): void => {
    const distances = new Float64Array(columns).fill(Infinity);
    const before = new Int32Array(columns).fill(-1);
    const done = new Uint8Array(columns);
    let [row, last, length] = [start, -1, 0];
    do {
      let nearest = -1;
      for (let column = 0; column < columns; column++) {
        if (done[column]) continue;
        const distance = length + reducedCost(row, column);
        if (distance < distances[column]!) {
          distances[column] = distance;
          before[column] = last;
        }
        if (nearest < 0 || distances[column]! < distances[nearest]!) nearest = column;
      }
      length = distances[nearest]!;
      done[nearest] = 1;
      last = nearest;
      row = rowOf[nearest]!;
    } while (row >= 0);
    rowPotentials[start]! += length;
    for (let column = 0; column < columns; column++) {
      if (!done[column] || column === last) continue;
      columnPotentials[column]! -= length - distances[column]!;
      rowPotentials[rowOf[column]!]! += length - distances[column]!;
    }
    for (let column = last; column >= 0; column = before[column]!) rowOf[column] = before[column]! < 0 ? start : rowOf[before[column]!]!;
  };

  values.forEach((_, row) => place(row));
  const columnOf = values.map(() => -1);
  rowOf.forEach((row, column) => {
    if (row >= 0) columnOf[row] = column;
  });
  return columnOf;
}
