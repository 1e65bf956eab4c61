import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { readEvents } from '../../../tests/readEvents';
import { toyData } from '../../../tests/toyData';
import { toySystem } from '../../../tests/toySystem';
import type { Observer } from '../../observer';
import { train } from '../../train';
import { tensorBoard } from './tensorBoard';

/** A Python with the package `tensorboard`. Without it the test is reported as skipped. */
const python = process.env['GANBLOCKS_TENSORBOARD_PYTHON'] ?? '';
const withTensorBoard = python === '' ? test.skip : test;

/** What TensorBoard's own reader has of a folder: everything it would show. */
const READER = `
import json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
all = EventAccumulator(sys.argv[1], size_guidance={kind: 0 for kind in ['scalars', 'images', 'histograms', 'tensors']})
all.Reload()
tags = all.Tags()
moments = lambda h: [h.min, h.max, h.num, h.sum, h.sum_squares]
print(json.dumps({
  'scalars': {tag: [[e.step, e.value] for e in all.Scalars(tag)] for tag in tags['scalars']},
  'images': {tag: [[e.step, e.width, e.height, e.encoded_image_string.hex()] for e in all.Images(tag)] for tag in tags['images']},
  'histograms': {tag: [[e.step, moments(e.histogram_value), e.histogram_value.bucket_limit, e.histogram_value.bucket] for e in all.Histograms(tag)] for tag in tags['histograms']},
  'texts': {tag: [[e.step, e.tensor_proto.string_val[0].decode()] for e in all.Tensors(tag)] for tag in tags['tensors']},
}))
`;

type Shown = Readonly<Record<'scalars' | 'images' | 'histograms' | 'texts', Readonly<Record<string, readonly (readonly unknown[])[]>>>>;
const shown = (folder: string): Shown =>
  JSON.parse(execFileSync(python, ['-c', READER, folder], { encoding: 'utf8', stdio: 'pipe' })) as Shown;

/** The same by the reader of these tests. */
function written(folder: string): Shown {
  const all: Record<string, Record<string, (readonly unknown[])[]>> = { scalars: {}, images: {}, histograms: {}, texts: {} };
  const [path] = readdirSync(folder);
  for (const { step, values } of readEvents(readFileSync(join(folder, path!))).events) {
    const note = (kind: string, tag: string, entry: readonly unknown[]): void => void (all[kind]![tag] ??= []).push([step, ...entry]);
    for (const { tag, scalar, image, histogram, text } of values) {
      if (scalar !== undefined) note('scalars', tag, [scalar]);
      if (image) note('images', tag, [image.width, image.height, image.png.toString('hex')]);
      if (histogram) note('histograms', tag, [histogram.moments, histogram.limits, histogram.counts]);
      if (text !== undefined) note('texts', tag, [text]);
    }
  }
  return all as unknown as Shown;
}

let root = '';
beforeAll(async () => {
  await tf.setBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'ganblocks-tensorboard-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
const settings = { batchSize: 4, seed: 7 };

withTensorBoard('TensorBoard reads what was written, all of it', async () => {
  const folder = join(root, 'whole');
  await train(toySystem(), toyData(), {
    ...settings,
    images: 40,
    observers: [tensorBoard(folder, { every: 16, samples: 60, columns: 60 })],
  });
  const read = shown(folder);
  expect(Object.keys(read.scalars)).toHaveLength(4);
  expect(read.images['samples']).toHaveLength(4);
  expect(read).toEqual(written(folder));
});

withTensorBoard('after a crash and a resumed run it shows the curve of a run that never stopped', async () => {
  const [whole, broken] = [join(root, 'unbroken'), join(root, 'broken')];
  await train(toySystem(), toyData(), { ...settings, images: 60, observers: [tensorBoard(whole, { samples: 0 })] });
  let resume: Uint8Array = new Uint8Array(0);
  const take: Observer = {
    async step(event) {
      if (event.imagesSeen === 20) resume = await event.checkpoint();
    },
  };
  await train(toySystem(), toyData(), {
    ...settings,
    images: 60,
    seed: 7,
    observers: [take, stoppedAt(36), tensorBoard(broken, { samples: 0 })],
  }).catch(() => undefined);
  const [first] = readdirSync(broken).map((name) => join(broken, name));
  truncateSync(first!, readFileSync(first!).length - 3);
  expect(shown(broken).scalars['losses/generator/adversarial']!.map(([step]) => step)).toEqual([4, 8, 12, 16, 20, 24, 28, 32]);
  await train(toySystem(), toyData(), { ...settings, images: 60, resume, observers: [tensorBoard(broken, { samples: 0 })] });
  const [wholeCurves, brokenCurves] = [shown(whole).scalars, shown(broken).scalars];
  for (const tag of ['losses/generator/adversarial', 'losses/discriminator/drift']) expect(brokenCurves[tag]).toEqual(wholeCurves[tag]);
});

/** Ends the run as a crash would, before the observers after it see the step. */
const stoppedAt = (images: number): Observer => ({
  step({ imagesSeen }) {
    if (imagesSeen >= images) throw new Error('crash');
  },
});
