/** A table of GitHub's Markdown; a bar in a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** `3e-5`, or `0`. */
export const errorText = (error: number): string => (error === 0 ? '0' : Number.isFinite(error) ? error.toExponential(0) : '∞');
