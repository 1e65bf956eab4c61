/**
 * The name that was probably meant: the one with the fewest letters to change, add, leave out or exchange, a third of them at most.
 *
 * @example nearest('mnsit', ['cifar10', 'mnist']); // 'mnist'
 */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(word.length / 3));
  const [best] = names
    .map((name) => ({ name, distance: distance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance: changes }) => changes <= most)
    .sort((a, b) => a.distance - b.distance);
  return best?.name ?? names.find((name) => word.length > 2 && name.startsWith(word));
}

/** ` Did you mean 'mnist'?`, or nothing. */
export function suggestion(word: string, names: readonly string[]): string {
  const name = nearest(word, names);
  return name === undefined ? '' : ` Did you mean '${name}'?`;
}

/** Of Damerau and Levenshtein, where exchanged neighbours are one change. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j] ?? 0, (before[j - 2] ?? 0) + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
