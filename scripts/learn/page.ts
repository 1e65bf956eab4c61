import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '@ganblocks/core';
import { type BesideResult, type LearnResult, readResult } from './result';
import type { LearnRow } from './row';
import { type Figures, thresholdText } from './thresholds';

const PAGE = 'docs/learning.md';
const [START, END] = ['<!-- rows -->', '<!-- end -->'];

const shown = (figures: Figures): string =>
  Object.values(figures)
    .map((value) => String(value))
    .join('; ');

/** The committed results as a table, the runs beside a row below it; rows without a result are left out. */
export function resultsTable(root: string, rows: readonly LearnRow[]): string {
  const body = rows.flatMap((row) => {
    const result = readResult(root, row.name);
    return result ? resultsLines(row, result) : [];
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

/** The cells of a row, and below them those of the runs beside it. */
export const resultsLines = (row: LearnRow, result: LearnResult): readonly (readonly string[])[] => [
  ownLine(row, result),
  ...(result.beside ?? []).map((arm) => besideLine(row, result, arm)),
];

function ownLine({ name, thresholds, system, preset }: LearnRow, { figures, images, seconds }: LearnResult): readonly string[] {
  return [
    ...[name, `\`${system}\`, \`${preset}\``, Object.keys(figures.trained).join('; ')],
    ...[shown(figures.trained), shown(figures.untrained), shown(figures.still)],
    ...[thresholds.map(thresholdText).join(', ') || 'stated', images.trained.toLocaleString('en'), `${seconds.all} s`],
  ];
}

function besideLine({ beside = [] }: LearnRow, { figures, images }: LearnResult, arm: BesideResult): readonly string[] {
  const { config = {} } = beside.find(({ name }) => name === arm.name) ?? {};
  const settings = Object.entries(config).map(([key, value]) => `, \`${key}\` ${JSON.stringify(value)}`);
  return [
    ...[`beside: ${arm.name}`, `\`${arm.system}\`, \`${arm.preset}\`${settings.join('')}`, ''],
    ...[shown(figures[arm.name] ?? {}), '', '', '', (images[arm.name] ?? 0).toLocaleString('en'), ''],
  ];
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
