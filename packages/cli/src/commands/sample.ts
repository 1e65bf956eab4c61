import { mkdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { check, type LatentSpace } from '@ganblocks/core';
import { enlarge, type Picture, samplePicture, toPictures } from '@ganblocks/data';
import { writeGif, writePng } from '@ganblocks/data/node';
import { interpolationLoop, renderPictures, sampleSeeds, seedLatents, truncate } from '@ganblocks/training';
import * as tf from '@tensorflow/tfjs-core';
import { threadsOf } from '../options/threadsOf';
import { findCheckpoint } from '../run/findCheckpoint';
import { openSavedRun } from '../run/savedRun';
import { startBackend } from '../run/startBackend';
import { count } from '../text/numbers';
import type { Command } from './command';
import { type SampleOptions, sampleOptions, sampleSpec } from './sampleOptions';

/** Seeds that are rendered before their files are written. */
const BATCH = 64;
/** A film is this many pixels wide at most by enlarging. */
const FILM_WIDTH = 256;

export const sample: Command = {
  spec: sampleSpec,
  async run(given, terminal) {
    const options = sampleOptions(given);
    const { path, seeds, psi, averaged: wanted, backend, json } = options;
    const found = await findCheckpoint(path, (line) => terminal.err(line));
    await startBackend(backend, threadsOf(given));
    const { folder, system, info, averaged } = openSavedRun(found, { averaged: wanted });
    try {
      const { latents } = system;
      check(
        latents !== undefined,
        () => `sample: '${system.name}' has no latent space to draw seeds from. Use system.sample(…) in a script.`,
      );
      terminal.err(`${system.name} after ${count(info.imagesSeen)} images, ${averaged ? 'averaged weights' : 'weights as they were last'}`);
      const written = (await write[options.form](latents, options, folder)).map((file) => relative('', file));
      const [first = ''] = written;
      const result = { files: written, seeds, ...(psi === undefined ? {} : { psi }), images: info.imagesSeen, averaged };
      terminal.out(json ? JSON.stringify(result, null, 2) : written.length === 1 ? first : dirname(first));
      return 0;
    } finally {
      system.dispose();
    }
  },
};

/** Writes what was asked for, and returns the files. */
type Write = (space: LatentSpace, options: SampleOptions, folder: string) => Promise<string[]>;

const write: Readonly<Record<SampleOptions['form'], Write>> = {
  async sheet(space, { seeds, seedText, psi, columns, out }, folder) {
    const file = out ?? join(folder, `seeds-${seedText.replaceAll(/\s/g, '')}${psi === undefined ? '' : `-psi-${psi}`}.png`);
    const images = sampleSeeds(space, seeds, psi === undefined ? {} : { psi });
    try {
      await mkdir(dirname(file), { recursive: true });
      await writePng(file, await samplePicture(images, columns === undefined ? {} : { columns }));
    } finally {
      images.dispose();
    }
    return [file];
  },

  async separate(space, { seeds, psi, out }, folder) {
    const target = out ?? join(folder, 'seeds');
    await mkdir(target, { recursive: true });
    const digits = Math.max(4, String(Math.max(...seeds)).length);
    const files: string[] = [];
    for (let start = 0; start < seeds.length; start += BATCH) {
      const part = seeds.slice(start, start + BATCH);
      const images = sampleSeeds(space, part, psi === undefined ? {} : { psi });
      const pictures = await toPictures(images).finally(() => images.dispose());
      for (const [i, picture] of pictures.entries()) {
        const file = join(target, `seed${String(part[i]).padStart(digits, '0')}.png`);
        await writePng(file, picture);
        files.push(file);
      }
    }
    return files;
  },

  async film(space, { seeds, psi, steps, film = '' }) {
    const points = tf.tidy(() => {
      const z = seedLatents(space, seeds);
      return interpolationLoop(space, psi === undefined ? z : truncate(space, z, psi), { steps });
    });
    const frames = await renderPictures(space, points).finally(() => points.dispose());
    await mkdir(dirname(film), { recursive: true });
    await writeGif(film, frames.map(visible), { delay: 60 });
    return [film];
  },
};

const visible = (frame: Picture): Picture => enlarge(frame, Math.max(1, Math.floor(FILM_WIDTH / frame.width)));
