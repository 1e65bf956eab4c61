import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from '@jest/globals';
import { useBackend } from '@ganblocks/backends';
import { encodeGif } from '@ganblocks/data';
import { dcgan } from '@ganblocks/models';
import { INTERPOLATION, interpolationFrames } from './interpolation';

test('the picture of interpolations has the frames that this script makes; else run it on a run of examples/first-light', async () => {
  await useBackend('wasm', { report: () => undefined });
  const gan = dcgan({ resolution: 28, imageChannels: 1, latentSize: 4, width: 2 });
  const file = await readFile(INTERPOLATION);
  const sizes = [file, encodeGif(await interpolationFrames(gan.latents), { delay: 90 })].map(async (gif) => {
    const { width, pageHeight, pages, delay, loop } = await sharp(gif, { animated: true }).metadata();
    return { width, pageHeight, pages, delay, loop };
  });
  expect(await sizes[0]).toEqual(await sizes[1]);
  expect(file.length).toBeLessThan(150_000);
});
