/** A table as Markdown has it, its columns as wide as they need to be; the columns from the second on are aligned to the right where `numbers` says so. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { numbers = [] }: { numbers?: readonly number[] } = {},
): string {
  const widths = head.map((title, at) => Math.max(3, ...[title, ...rows.map((row) => row[at] ?? '')].map((cell) => cell.length)));
  const isNumber = (at: number): boolean => numbers.includes(at);
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, at) => (isNumber(at) ? (cells[at] ?? '').padStart(width) : (cells[at] ?? '').padEnd(width))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (isNumber(at) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
