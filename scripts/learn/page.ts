import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '@ganblocks/core';
import { readResult } from './result';
import type { LearnRow } from './row';
import { type Figures, thresholdText } from './thresholds';

const PAGE = 'docs/learning.md';
const [START, END] = ['<!-- rows -->', '<!-- end -->'];

const shown = (figures: Figures): string =>
  Object.values(figures)
    .map((value) => String(value))
    .join('; ');

/** The committed results as a table; rows without one are left out. */
export function resultsTable(root: string, rows: readonly LearnRow[]): string {
  const body = rows.flatMap((row) => {
    const result = readResult(root, row.name);
    if (!result) return [];
    const { figures, images, seconds } = result;
    const names = Object.keys(figures.trained).join('; ');
    const thresholds = row.thresholds.map(thresholdText).join(', ') || 'stated';
    const size = images.trained.toLocaleString('en');
    return [
      [
        row.name,
        `\`${row.system}\`, \`${row.preset}\``,
        names,
        shown(figures.trained),
        shown(figures.untrained),
        shown(figures.still),
        thresholds,
        size,
        `${seconds.all} s`,
      ],
    ];
  });
  const table = [['row', 'system, preset', 'figures', 'trained', 'untrained', 'rate 0', 'thresholds', 'images', 'time'], ...body];
  const widths = table[0]!.map((_, column) => Math.max(3, ...table.map((cells) => cells[column]!.length)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const [head, ...lines] = table;
  return [
    line(head!),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...lines.map(line),
    ...publishedLines(rows.filter(({ name }) => readResult(root, name))),
  ].join('\n');
}

/** What papers have where rows say it, as a list. */
function publishedLines(rows: readonly LearnRow[]): readonly string[] {
  const lines = rows.flatMap(({ name, published }) => (published === undefined ? [] : [`- ${name}; published: ${published}.`]));
  return lines.length === 0 ? [] : ['', ...lines];
}

/** The page with its table as it should be. */
export function pageWithResults(page: string, table: string): string {
  const [before = '', rest, ...more] = page.split(START);
  const [, after] = rest?.split(END) ?? [];
  check(after !== undefined && more.length === 0, () => `${PAGE}: expected one ${START} with ${END} behind it. Got none, or several.`);
  return `${before}${START}\n\n${table}\n\n${END}${after}`;
}

export const readPage = (root: string): string => readFileSync(join(root, PAGE), 'utf8');

/** Brings the page up to date with the results. */
export const writePage = (root: string, rows: readonly LearnRow[]): void =>
  writeFileSync(join(root, PAGE), pageWithResults(readPage(root), resultsTable(root, rows)));
