import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { useBackend } from '@ganblocks/backends';
import { check, ema, type LatentSpace, randomStream } from '@ganblocks/core';
import { encodeGif, enlarge, imageGrid, type Picture } from '@ganblocks/data';
import { dcgan } from '@ganblocks/models';
import { interpolationLoop, readCheckpoint, restoreCheckpoint, seedLatents } from '@ganblocks/training';

export const INTERPOLATION = fileURLToPath(new URL('../../../docs/images/interpolation.gif', import.meta.url));

/** The seeds of each round trip. */
const TRIPS = [
  [3, 15, 24],
  [2, 10, 27],
  [16, 38, 50],
  [26, 32, 29],
  [53, 39, 20],
  [52, 17, 25],
];
const STEPS = 10;
/** Shades of gray: few, for a small file. */
const SHADES = 12;

/** Frames of round trips between samples, side by side. */
export async function interpolationFrames(space: LatentSpace): Promise<Picture[]> {
  const trips = tf.tidy(() =>
    TRIPS.map((seeds) => {
      const images = space.render(interpolationLoop(space, seedLatents(space, seeds), { steps: STEPS }), { random: randomStream(0) });
      const shades = tf.round(tf.mul(tf.add(images, 1), (SHADES - 1) / 2));
      return tf.sub<Tensor4D>(tf.mul(shades, 2 / (SHADES - 1)), 1);
    }),
  );
  const frames: Picture[] = [];
  for (let frame = 0; frame < (trips[0]?.shape[0] ?? 0); frame++) {
    const images = tf.tidy(() => tf.concat(trips.map((trip) => tf.slice(trip, frame, 1))));
    frames.push(enlarge(await imageGrid(images, { columns: TRIPS.length }), 3));
    images.dispose();
  }
  tf.dispose(trips);
  return frames;
}

/** The frames of a run of examples/first-light, with its averaged weights. */
async function framesOfRun(folder: string): Promise<Picture[]> {
  const checkpoint = readCheckpoint(await readFile(join(folder, 'checkpoint.safetensors')));
  const gan = dcgan(checkpoint.info.config);
  const averaged = ema([gan.networks.generator]);
  restoreCheckpoint(checkpoint, { system: gan, ema: averaged });
  return averaged.during(() => interpolationFrames(gan.latents));
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await useBackend('wasm');
  const [, , folder] = argv;
  check(folder !== undefined, () => 'interpolation: expected the folder of a run of examples/first-light. Got none. Begin with npm start.');
  await writeFile(INTERPOLATION, encodeGif(await framesOfRun(folder), { delay: 90 }));
}
