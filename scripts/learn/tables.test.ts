import { describe, expect, test } from '@jest/globals';
import { findPreset } from '@ganblocks/models';
import { pageWithResults, resultsLines } from './page';
import type { Played } from './playRow';
import { resultOf } from './result';
import { rows } from './rows/index';
import { figuresTable, rowsTable } from './tables';

const figures = {
  trained: { score: 8.51234, frechet: 9 },
  untrained: { score: 1, frechet: 912.3456 },
  still: { score: 1.01, frechet: 839 },
};
const played: Played = {
  ...{ figures, images: { trained: 80_000, still: 8_000 }, samples: 10_000, batchSize: 32 },
  seconds: { training: 170.4, all: 200.6 },
};
const row = rows.find(({ name }) => name === 'dcgan-mnist')!;
const context = { seed: 7, data: 'mnist-train', backend: { name: 'wasm', threads: 2 } } as const;

const beside = {
  ...row,
  beside: [
    { name: 'slow', config: { learningRate: 1e-4 }, training: { images: 400 } },
    { name: 'other', system: 'sngan', preset: 'digits' },
  ],
};
const besidePlayed: Played = {
  ...played,
  figures: { ...figures, slow: { score: 3.00004, frechet: 90 }, other: { score: 2, frechet: 80 } },
  images: { ...played.images, slow: 416, other: 60_000 },
};

describe('resultOf', () => {
  test('rounds, and says what the figures depend on', () => {
    expect(resultOf(row, played, context)).toMatchObject({
      ...{ row: 'dcgan-mnist', system: 'dcgan', preset: row.preset, data: 'mnist-train', seed: 7, passed: true },
      ...{ images: { trained: 80_000, still: 8_000 }, batchSize: 32, samples: 10_000, backend: 'wasm', threads: 2 },
      figures: { trained: { score: 8.512, frechet: 9 }, untrained: { score: 1, frechet: 912.3 } },
      ...{ thresholds: ['score ≥ 8', 'frechet ≤ 0.05 × untrained'], seconds: { training: 170, all: 201 } },
      versions: { tfjs: '4.22.0' },
    });
  });

  test('says where a row has not passed', () => {
    expect(resultOf(row, { ...played, figures: { ...figures, trained: figures.untrained } }, context).passed).toBe(false);
    expect(resultOf(row, { ...played, figures: { ...figures, still: figures.trained } }, context).passed).toBe(false);
  });
});

test('resultOf says what ran beside', () => {
  const result = resultOf(beside, besidePlayed, context);
  expect(result.beside).toEqual([
    {
      ...{ name: 'slow', system: 'dcgan', preset: row.preset, training: { images: 400 } },
      config: { ...findPreset('dcgan', row.preset).config, learningRate: 1e-4 },
    },
    { name: 'other', system: 'sngan', preset: 'digits', config: findPreset('sngan', 'digits').config },
  ]);
  expect(result).toMatchObject({ figures: { slow: { score: 3, frechet: 90 } }, images: { slow: 416 } });
  expect(Object.keys(result.figures)).toEqual(['trained', 'untrained', 'still', 'slow', 'other']);
  expect(resultOf(row, played, context)).not.toHaveProperty('beside');
});

test('resultsLines has the runs beside below a row', () => {
  const lines = resultsLines(beside, resultOf(beside, besidePlayed, context));
  expect(lines.map((cells) => cells.slice(0, 5))).toEqual([
    ['dcgan-mnist', '`dcgan`, `first-light`', 'score; frechet', '8.512; 9', '1; 912.3'],
    ['beside: slow', '`dcgan`, `first-light`, `learningRate` 0.0001', '', '3; 90', ''],
    ['beside: other', '`sngan`, `digits`', '', '2; 80', ''],
  ]);
  expect(lines.map((cells) => cells.at(-2))).toEqual(['80,000', '416', '60,000']);
});

test('figuresTable has a line for each run', () => {
  expect(figuresTable(figures)).toBe(
    [
      '                    score  frechet',
      'trained             8.512        9',
      'untrained               1    912.3',
      "generator's rate 0   1.01      839",
    ].join('\n'),
  );
  expect(figuresTable(besidePlayed.figures).split('\n').slice(4)).toEqual([
    'slow                    3       90',
    'other                   2       80',
  ]);
});

test('rowsTable says what has never been run', () => {
  const table = rowsTable(rows, () => undefined);
  expect(table).toContain('dcgan-mnist');
  expect(table).toContain('never run');
  expect(table).toContain('score ≥ 8, frechet ≤ 0.05 × untrained');
  expect(rowsTable([beside], () => undefined).split('\n')[1]).toMatch(/^dcgan-mnist +dcgan +first-light +slow, other +never run/);
});

test('pageWithResults changes nothing but the table', () => {
  const page = 'before\n\n<!-- rows -->\n\nold\n\n<!-- end -->\n\nafter\n';
  expect(pageWithResults(page, 'new')).toBe('before\n\n<!-- rows -->\n\nnew\n\n<!-- end -->\n\nafter\n');
  expect(() => pageWithResults('no marks', 'new')).toThrow('<!-- rows -->');
});
