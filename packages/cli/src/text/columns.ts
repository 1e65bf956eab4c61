const GAP = '  ';

/** Lines of two columns, or more: each as wide as its widest cell, the last wrapped at `width` characters. */
export function columns(
  rows: readonly (readonly string[])[],
  { indent = 2, width = 100 }: { indent?: number; width?: number } = {},
): string {
  const fixed = Math.max(0, ...rows.map((row) => row.length)) - 1;
  const widths = Array.from({ length: fixed }, (_, at) => Math.max(0, ...rows.map((row) => (row[at] ?? '').length)));
  const start = indent + widths.reduce((sum, one) => sum + one + GAP.length, 0);
  return rows
    .flatMap((row) => {
      const head = widths.map((one, at) => (row[at] ?? '').padEnd(one) + GAP).join('');
      const [first = '', ...more] = wrap(row[fixed] ?? '', Math.max(20, width - start));
      return [' '.repeat(indent) + head + first, ...more.map((line) => ' '.repeat(start) + line)].map((line) => line.trimEnd());
    })
    .join('\n');
}

/** Lines of at most `width` characters, broken between words. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [at, word] of text.split(' ').entries()) {
    if (at > 0 && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = at === 0 ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
