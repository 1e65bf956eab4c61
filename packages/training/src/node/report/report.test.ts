import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { toyData } from '../../../tests/toyData';
import { toySystem } from '../../../tests/toySystem';
import type { Observer } from '../../observer';
import { train } from '../../train';
import { runFolder } from '../runFolder';
import { report } from './report';
import { writeReport } from './writeReport';

let root = '';
beforeAll(async () => {
  await tf.setBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'ganblocks-report-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const settings = { images: 24, batchSize: 4, seed: 7 };
const reportIn = (folder: string): string => readFileSync(join(folder, 'report.html'), 'utf8');
const folderOf = (folder: string): Observer =>
  runFolder(folder, { sampleEvery: 8, samples: 60, columns: 60, checkpointEvery: 8, note: () => undefined });

test('a report from the first step on, kept up to date, and whole at the end', async () => {
  const folder = join(root, 'whole');
  const seen: string[] = [];
  const look: Observer = { begin: () => void seen.push(reportIn(folder)), step: () => void seen.push(reportIn(folder)) };
  await train(toySystem(), toyData(), { ...settings, observers: [folderOf(folder), report(folder, { every: 8 }), look] });
  const counts = seen.map((html) => html.match(/<img/g)?.length ?? 0);
  expect(counts).toEqual([1, 1, 2, 2, 3, 3, 4]);
  expect(seen.every((html) => html.includes('Running'))).toBe(true);
  expect(reportIn(folder)).toMatch(/Finished[\s\S]*24 of 24/);
});

test('an error is in the report and stays known; a resumed run forgets it', async () => {
  const folder = join(root, 'failed');
  const failed = train(toySystem({ nanAt: 4 }), toyData(), { ...settings, observers: [folderOf(folder), report(folder)] });
  await expect(failed).rejects.toThrow(/drift/);
  expect(reportIn(folder)).toMatch(/Stopped by an error[\s\S]*drift/);
  await writeReport(folder);
  expect(reportIn(folder)).toMatch(/Stopped by an error[\s\S]*drift/);
  const resume = readFileSync(join(folder, 'checkpoint.safetensors'));
  await train(toySystem(), toyData(), { ...settings, resume, observers: [folderOf(folder), report(folder)] });
  expect(existsSync(join(folder, 'failure.json'))).toBe(false);
  expect(reportIn(folder)).toContain('Finished');
});

test('warnings of the run are kept for every later report', async () => {
  const folder = join(root, 'warned');
  const warner: Observer = {
    async step(event) {
      if (event.step === 3) await event.warn({ kind: 'diversity', message: 'samples look alike' });
    },
  };
  await train(toySystem(), toyData(), { ...settings, observers: [folderOf(folder), report(folder), warner] });
  expect(reportIn(folder)).toMatch(/diversity<\/strong> after 12 images: samples look alike/);
});
