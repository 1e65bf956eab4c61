import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BackendChoice } from '@ganblocks/backends';
import type { JsonObject } from '@ganblocks/core';
import type { PresetTraining } from '@ganblocks/models';
import type { Played } from './playRow';
import type { LearnRow } from './row';
import { runOf } from './run';
import { type ArmFigures, complaints, type Figures, thresholdText } from './thresholds';

/** Where results are kept, from the root of the repository. */
const RESULTS = 'docs/papers/results';

/** What a row has shown once, as its file has it: one line of JSON. */
export interface LearnResult {
  readonly row: string;
  readonly system: string;
  readonly preset: string;
  /** Of the preset, as it was. */
  readonly config: JsonObject;
  /** The runs beside it; of rows that have such. */
  readonly beside?: readonly BesideResult[];
  readonly data: string;
  readonly seed: number;
  readonly images: Played['images'];
  readonly batchSize: number;
  readonly samples: number;
  readonly figures: ArmFigures;
  readonly thresholds: readonly string[];
  readonly passed: boolean;
  readonly seconds: Played['seconds'];
  readonly backend: string;
  readonly threads: number;
  readonly versions: Readonly<Record<string, string>>;
}

/** What a run beside has trained. */
export interface BesideResult {
  readonly name: string;
  readonly system: string;
  readonly preset: string;
  /** Of the preset and what differs from it, as they were. */
  readonly config: JsonObject;
  /** What differed from how the preset is trained. */
  readonly training?: PresetTraining;
}

/** Enough to tell two runs apart. */
const rounded = (value: number): number => Number(value.toPrecision(4));
const roundedFigures = (figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, rounded(value)]));

const roundedArms = ({ trained, untrained, still, ...beside }: ArmFigures): ArmFigures => ({
  ...{ trained: roundedFigures(trained), untrained: roundedFigures(untrained), still: roundedFigures(still) },
  ...Object.fromEntries(Object.entries(beside).map(([arm, figures]) => [arm, roundedFigures(figures)])),
});

/** What the runs beside a row train. */
export const besideResults = (row: LearnRow): readonly BesideResult[] =>
  (row.beside ?? []).map(({ name, ...beside }) => {
    const { system, preset, config } = runOf(row, beside);
    return { name, system, preset, config, ...(beside.training && { training: beside.training }) };
  });

export interface ResultContext {
  readonly seed: number;
  /** Name of the data set. */
  readonly data: string;
  readonly backend: Pick<BackendChoice, 'name' | 'threads'>;
}

/** What is written of a row. */
export function resultOf(row: LearnRow, played: Played, { seed, data, backend }: ResultContext): LearnResult {
  const { images, batchSize, samples, seconds } = played;
  const figures = roundedArms(played.figures);
  return {
    ...{
      row: row.name,
      system: row.system,
      preset: row.preset,
      config: runOf(row).config,
      ...(row.beside && { beside: besideResults(row) }),
      data,
      seed,
      images,
      batchSize,
      samples,
      figures,
    },
    thresholds: row.thresholds.map(thresholdText),
    passed: complaints(row.thresholds, figures).length === 0,
    seconds: { training: Math.round(seconds.training), all: Math.round(seconds.all) },
    ...{ backend: backend.name, threads: backend.threads ?? 1, versions: versions() },
  };
}

function versions(): Readonly<Record<string, string>> {
  const require = createRequire(import.meta.url);
  const versionOf = (path: string): string => (require(path) as { version: string }).version;
  return {
    ganblocks: versionOf('../../packages/core/package.json'),
    tfjs: versionOf('@tensorflow/tfjs-core/package.json'),
    node: process.versions.node,
  };
}

export const writeResult = (root: string, result: LearnResult): void =>
  writeFileSync(join(root, RESULTS, `${result.row}.json`), `${JSON.stringify(result)}\n`);

/** The committed result of a row, where there is one. */
export function readResult(root: string, row: string): LearnResult | undefined {
  const path = join(root, RESULTS, `${row}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as LearnResult) : undefined;
}

/** The names of all rows that have a result. */
export const writtenRows = (root: string): readonly string[] =>
  readdirSync(join(root, RESULTS))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
