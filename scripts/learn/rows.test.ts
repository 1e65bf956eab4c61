import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createSystem, findPreset, systems } from '@ganblocks/models';
import type { RateSchedules } from '@ganblocks/training';
import { root } from '../workspace/packages.mjs';
import { pageWithResults, readPage, resultsTable } from './page';
import { presetRun } from './presetRun';
import { besideResults, readResult, writtenRows } from './result';
import { rows } from './rows/index';
import { movingRates, runOf, stillRates } from './run';
import { arms, askedOf, complaints, thresholdText } from './thresholds';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const besideNames = ({ beside = [] }: (typeof rows)[number]): readonly string[] => beside.map(({ name }) => name);
const configOf = ({ system, preset }: (typeof rows)[number]) => findPreset(system, preset).config;

test('every row has a name of its own', () => {
  const names = rows.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  names.forEach((name) => expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/));
});

describe.each(rows.map((row) => [row.name, row] as const))('%s', (_, row) => {
  test('has a sentence, and a preset of the registry that says how it is trained', () => {
    expect(row.sentence).toMatch(/^[A-Za-z].*\.$/);
    expect(systems[row.system]?.configure(configOf(row))).toMatchObject(configOf(row));
    expect(presetRun(row)).toMatchObject({ images: expect.any(Number), batchSize: expect.any(Number) });
  });

  test('has thresholds of figures that its judge has, the right way round', () => {
    const { figures, samples } = row.judge;
    expect(samples).toBeGreaterThanOrEqual(10_000);
    for (const threshold of row.thresholds) {
      const { better, asked } = askedOf(threshold);
      expect({ figure: threshold.figure, better: figures[threshold.figure] }).toEqual({ figure: threshold.figure, better });
      if (typeof asked === 'number') expect(Number.isFinite(asked) && asked > 0).toBe(true);
      else expect([...besideNames(row), 'untrained', 'still']).toContain(asked.arm);
    }
  });

  test('has runs beside it of names of their own, which the registry has', () => {
    expect(new Set([...arms, ...besideNames(row)]).size).toBe(arms.length + besideNames(row).length);
    for (const arm of row.beside ?? []) {
      const { system, config } = runOf(row, arm);
      expect(arm.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(systems[system]?.configure(config)).toMatchObject(config);
    }
  });

  test('can be trained, and its generator stopped', () => {
    const run = runOf(row);
    const system = createSystem(row.system, run.config);
    const at = { imagesSeen: 0, images: 100, progress: 0, phase: { name: 'train', progress: 0 } };
    const ratesAt0 = (rates: RateSchedules): readonly number[] =>
      Object.values(rates as Readonly<Record<string, (moment: typeof at) => number>>).map((rate) => rate(at));
    expect(ratesAt0(movingRates(run, system)).every((rate) => rate > 0)).toBe(true);
    expect(new Set(ratesAt0(stillRates(run, system, row)).map((rate) => rate > 0))).toContain(false);
    system.dispose();
  });

  test('has a committed result of this preset that has passed', () => {
    const result = readResult(root, row.name);
    expect(result).toMatchObject({
      row: row.name,
      system: row.system,
      preset: row.preset,
      config: configOf(row),
      passed: true,
      backend: 'wasm',
    });
    const { images, batchSize } = presetRun(row);
    expect(result?.batchSize).toBe(batchSize);
    expect(result?.images.trained).toBe(Math.ceil(images / batchSize) * batchSize);
    expect(result?.seed).toBe(row.seed ?? 7);
    expect(result?.samples).toBe(row.judge.samples);
    expect(result?.beside ?? []).toEqual(besideResults(row));
    expect(result?.thresholds).toEqual(row.thresholds.map(thresholdText));
    expect(Object.keys(result?.figures.trained ?? {})).toEqual(Object.keys(row.judge.figures));
    expect(complaints(row.thresholds, result!.figures)).toEqual([]);
  });
});

test('every result is of a row', () => {
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining([...writtenRows(root)]));
});

test('docs/learning.md has the committed results: npm run learn -- --page writes them', () => {
  const page = readPage(root);
  expect(page).toBe(pageWithResults(page, resultsTable(root, rows)));
});

test('presets and systems that there are not are named', () => {
  expect(() => presetRun({ system: 'dcgan', preset: 'none' })).toThrow("findPreset: dcgan has no preset 'none'.");
  expect(() => presetRun({ ...rows[0]!, system: 'dcgan', preset: 'pytorch-64' })).toThrow(
    "must say images and batchSize. Got undefined and 64. Add them to its 'training'.",
  );
});
