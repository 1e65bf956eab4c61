import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FirstRows } from './firstRows';

interface Comparison {
  readonly peer: string;
  readonly figure: string;
  /** Of what is no one number: none. */
  readonly theirs?: number;
  readonly ours?: number;
  readonly relativeDifference: number;
}

const json = async (folder: string, name: string): Promise<unknown> => JSON.parse(await readFile(join(folder, name), 'utf8'));

/** Our figures in a folder beside those of the peers: JSON, a line each, and a Markdown table. */
export async function compare(folder: string): Promise<{ lines: string; table: string; worst: number }> {
  const compared = [...(await comparedRows(folder)), ...(await comparedFigures(folder))];
  const rows = compared.map(({ peer, figure, theirs, ours, relativeDifference }) => [
    peer,
    figure,
    shortNumber(theirs),
    shortNumber(ours),
    relativeDifference === 0 ? '0' : relativeDifference.toExponential(1),
  ]);
  return {
    lines: compared.map((line) => `${JSON.stringify(line)}\n`).join(''),
    table: markdown([['package', 'figure', 'theirs', 'ours', 'relative difference'], ...rows]),
    // NaN, of a figure that is missing, counts as worst.
    worst: compared.reduce((most, { relativeDifference }) => (relativeDifference <= most ? most : relativeDifference), 0),
  };
}

async function comparedFigures(folder: string): Promise<readonly Comparison[]> {
  const own = (await json(folder, 'ours.json')) as Readonly<Record<string, number>>;
  const peers = (await json(folder, 'peers.json')) as readonly { peer: string; figure: string; value: number }[];
  return peers.map(({ peer, figure, value: theirs }) => {
    const ours = own[figure] ?? NaN;
    return { peer, figure, theirs, ours, relativeDifference: Math.abs(ours - theirs) / Math.abs(theirs) };
  });
}

/** The largest difference of all numbers, beside the largest of them. */
async function comparedRows(folder: string): Promise<readonly Comparison[]> {
  const own = (await json(folder, 'our-rows.json')) as readonly FirstRows[];
  const peers = (await json(folder, 'peer-rows.json')) as readonly (FirstRows & { peer: string })[];
  return peers.map(({ peer, figure, rows }) => {
    const [theirs, ours] = [rows.flat(), own.find((one) => one.figure === figure)?.rows.flat() ?? []];
    const largest = Math.max(...theirs.map(Math.abs));
    const difference = Math.max(...theirs.map((value, i) => Math.abs(value - (ours[i] ?? NaN))));
    return { peer, figure: `${figure} (${rows.length} x ${rows[0]?.length})`, relativeDifference: difference / largest };
  });
}

const shortNumber = (value: number | undefined): string => (value === undefined ? '' : String(Number(value.toPrecision(7))));

function markdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
