import type { Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Images as bytes: `images [N, H, W, C]` in [-1, 1] → N·H·W·C bytes in C order, the nearest whole number to (x + 1) · 127.5.
 *
 * Halves round up (away from zero); values outside [-1, 1] are clamped; NaN becomes 0. The inverse of what data sets do to bytes: every byte comes
 * back as it was. The tensor stays the caller's.
 *
 * @example
 * const bytes = await toPixels(images);
 */
export async function toPixels(images: Tensor4D): Promise<Uint8Array> {
  const values = await images.data();
  const pixels = new Uint8Array(values.length);
  for (let i = 0; i < pixels.length; i++) {
    const scaled = ((values[i] ?? 0) + 1) * 127.5;
    pixels[i] = Math.floor(Math.min(255, Math.max(0, scaled)) + 0.5);
  }
  return pixels;
}
