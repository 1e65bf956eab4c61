import type { RandomOfRow } from './shuffledStream';

/** Which images of a batch are to be mirrored: half of them at random, by each sample's own stream; none where `mirror` is false. */
export function drawMirrored(mirror: boolean, count: number, random: RandomOfRow): boolean[] {
  return Array.from({ length: count }, (_, row) => mirror && random(row).split('mirror').next() < 0.5);
}

/** Bytes of images `[N, H, W, C]` with the chosen ones turned left to right; the bytes themselves where none is. */
export function mirrorRows(bytes: Uint8Array, imageShape: readonly [number, number, number], mirrored: readonly boolean[]): Uint8Array {
  if (!mirrored.includes(true)) return bytes;
  const [height, width, channels] = imageShape;
  const turned = bytes.slice();
  const line = width * channels;
  mirrored.forEach((isMirrored, image) => {
    if (!isMirrored) return;
    for (let start = image * height * line; start < (image + 1) * height * line; start += line)
      for (let x = 0; x < width; x++)
        for (let channel = 0; channel < channels; channel++)
          turned[start + x * channels + channel] = bytes[start + (width - 1 - x) * channels + channel] ?? 0;
  });
  return turned;
}
