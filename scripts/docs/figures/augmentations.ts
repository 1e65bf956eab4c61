import { writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { useBackend } from '@ganblocks/backends';
import { adaPipeline, type AdaStrengths, type Augmentation, diffAugment, randomStream } from '@ganblocks/core';
import { imageGrid, type Picture } from '@ganblocks/data';
import { encodePng } from '@ganblocks/data/node';
import { drawnHouse } from './drawnHouse';
import { writeWords } from './writeWords';

/** Where the picture is kept. */
export const AUGMENTATIONS = fileURLToPath(new URL('../../../docs/images/augmentations.png', import.meta.url));

const SIZE = 40;
const GAP = 4;
const DRAWS = 6;
/** Shades of a channel: few, for a small file. */
const SHADES = 16;
const MARGIN = 168;

const alone = (pipe: AdaStrengths): Augmentation => adaPipeline({ pipe });

const rows: readonly (readonly [string, Augmentation])[] = [
  ['flip', alone({ flip: 1 })],
  ['rotate 90', alone({ rotate90: 1 })],
  ['integer translation', alone({ integerTranslation: 1 })],
  ['scale', alone({ scale: 1 })],
  ['rotate', alone({ rotate: 1 })],
  ['anisotropic scale', alone({ anisotropicScale: 1 })],
  ['fract translation', alone({ fractionalTranslation: 1 })],
  ['brightness', alone({ brightness: 1 })],
  ['contrast', alone({ contrast: 1 })],
  ['luma flip', alone({ lumaFlip: 1 })],
  ['hue', alone({ hue: 1 })],
  ['saturation', alone({ saturation: 1 })],
  ['filter', alone({ filter: 1 })],
  ['noise', alone({ noise: 1 })],
  ['cutout', alone({ cutout: 1 })],
  ['ada: bgc', adaPipeline({ pipe: 'bgc' })],
  ['ada: bgc at half', adaPipeline({ pipe: 'bgc', probability: 0.5 })],
  ['diffaugment', diffAugment()],
];

/** To the nearest of the shades. */
const coarsened = (images: Tensor4D): Tensor4D => {
  const steps = (SHADES - 1) / 2;
  return tf.div(tf.round(tf.mul(tf.clipByValue(images, -1, 1), steps)), steps);
};

/** One row of images for each augmentation: the image as it is, and what became of it in each draw. */
function sheet(): Tensor4D {
  return tf.tidy(() => {
    const image = drawnHouse(SIZE);
    const many: Tensor4D = tf.tile(image, [DRAWS, 1, 1, 1]);
    return coarsened(tf.concat(rows.flatMap(([name, augmentation]) => [image, augmentation.apply(many, randomStream(1).split(name))])));
  });
}

/** The same with white to its left. */
function widened({ width, height, channels, data }: Picture): Picture {
  const wide = new Uint8Array((width + MARGIN) * height * channels).fill(255);
  for (let y = 0; y < height; y++)
    wide.set(data.subarray(y * width * channels, (y + 1) * width * channels), (y * (width + MARGIN) + MARGIN) * channels);
  return { width: width + MARGIN, height, channels, data: wide };
}

/** One picture under each augmentation, some draws of each. */
export async function augmentations(): Promise<Picture> {
  const images = sheet();
  const picture = widened(await imageGrid(images, { columns: DRAWS + 1, gap: GAP, background: 255 }));
  images.dispose();
  rows.forEach(([name], row) => writeWords(picture, name, 8, row * (SIZE + GAP) + SIZE / 2 - 5));
  return picture;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await useBackend('wasm');
  await writeFile(AUGMENTATIONS, encodePng(await augmentations()));
}
