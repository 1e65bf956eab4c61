import type { JsonObject } from '@ganblocks/core';
import type { Extractor } from '../extractors/extractor';
import type { Better, Figures } from './metric';

/** Figures, and all that they depend on: what is needed to compare them with others. */
export interface EvaluationResult {
  readonly system: string;
  readonly data: string;
  /** By name. */
  readonly figures: Figures;
  /** Images that were drawn. */
  readonly images: number;
  /** Real images that were looked at; 0 where no metric needs any. */
  readonly reals: number;
  readonly seed: number;
  /** Whether images were cut to bytes. */
  readonly bytes: boolean;
  /** That it took, on the machine that it ran on. */
  readonly seconds: number;
  readonly metrics: readonly MetricStatement[];
  readonly extractors: readonly ExtractorStatement[];
}

/** What a result says of a metric. */
export interface MetricStatement {
  readonly name: string;
  readonly figures: Readonly<Record<string, Better>>;
  readonly settings: JsonObject;
  /** By name. */
  readonly extractor: string | undefined;
}

/** What a result says of an extractor. */
export type ExtractorStatement = Pick<Extractor, 'name' | 'weightsHash' | 'size' | 'channels' | 'resize'>;

/**
 * A result as plain data, for a file: figures that are no finite numbers are `null`.
 *
 * @example const json = JSON.stringify(evaluationJson(await evaluate(gan, digits, { metrics: [msSsimMetric()], images: 8, batchSize: 8 })));
 */
export function evaluationJson(result: EvaluationResult): JsonObject {
  return JSON.parse(JSON.stringify(result)) as JsonObject;
}

/**
 * A result as a Markdown table of figures, and a list of what they depend on.
 *
 * @example const text = evaluationMarkdown(await evaluate(gan, digits, { metrics: [msSsimMetric()], images: 8, batchSize: 8 }));
 */
export function evaluationMarkdown(result: EvaluationResult): string {
  const { system, data, figures, images, reals, seed, bytes, metrics, extractors } = result;
  const rows = metrics.flatMap(({ name, figures: own, extractor }) =>
    Object.entries(own).map(([figure, better]) => [figure, shortNumber(figures[figure]), arrows[better], name, extractor ?? 'none']),
  );
  const statements = [
    `${count(images)} images of ${system}${reals > 0 ? `, ${count(reals)} of ${data}` : ''}; seed ${seed}`,
    `images ${bytes ? 'cut to bytes, as in a file' : 'not cut to bytes'}`,
    ...extractors.map(({ name, weightsHash, size, resize }) => {
      const resizing = size === undefined ? 'images of any size' : `images resized to ${size.join(' x ')} by ${resize}`;
      return `${name}: ${resizing}${weightsHash === undefined ? '' : `; weights SHA-256 ${weightsHash}`}`;
    }),
    ...metrics.flatMap(({ name, settings }) => (Object.keys(settings).length > 0 ? [`${name}: ${settingsInWords(settings)}`] : [])),
  ];
  return [table([['figure', 'value', 'better', 'metric', 'extractor'], ...rows]), '', ...statements.map((line) => `- ${line}`), ''].join(
    '\n',
  );
}

const arrows: Readonly<Record<Better, string>> = { lower: 'lower', higher: 'higher', neither: '' };

const count = (value: number): string => value.toLocaleString('en-US');

/** Five digits, as many as FID's are told apart by. */
const shortNumber = (value: number | undefined): string =>
  value === undefined || !Number.isFinite(value) ? 'none' : String(Number(value.toPrecision(5)));

const settingsInWords = (settings: JsonObject): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head!), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
};
