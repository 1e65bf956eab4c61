import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { RunStart, StepEvent } from '../observer';
import { lossChart } from './lossChart';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ganblocks-chart-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a resumed run draws the same chart as one that was not, where losses differ in their last digits alone', async () => {
  const losses = [0.69314718056, 0.69314748746, 0.69314733333, 0.69314742857];
  const log = join(folder, 'log.jsonl');
  const at = (step: number) => ({ system: { name: 'gan' }, step, imagesSeen: 8 * step, images: 32 });
  const draw = async (name: string, from: number): Promise<string> => {
    const path = join(folder, name);
    const { begin, step, end } = lossChart(path, { every: 8, log });
    await begin?.(at(from) as unknown as RunStart);
    for (let i = from; i < losses.length; i++)
      await step?.({ ...at(i + 1), losses: { generator: { adversarial: losses[i]! } } } as unknown as StepEvent);
    await end?.({} as never);
    return readFileSync(path, 'utf8');
  };
  const whole = await draw('whole.svg', 0);
  const lines = losses
    .slice(0, 2)
    .map((value, i) => ({ step: i + 1, images: 8 * (i + 1), losses: { generator: { adversarial: Number(value.toPrecision(9)) } } }));
  writeFileSync(log, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  expect(await draw('resumed.svg', 2)).toBe(whole);
});
