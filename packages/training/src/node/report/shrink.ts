import type { Picture } from '@ganblocks/data';

/** The picture a whole `factor` smaller: each pixel the mean of a square. What is left over at the right and below is cut off. */
export function shrink({ width, height, channels, data }: Picture, factor: number): Picture {
  const [columns, rows] = [Math.floor(width / factor), Math.floor(height / factor)];
  const small = new Uint8Array(columns * rows * channels);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let dy = 0; dy < factor; dy++) {
          const from = ((y * factor + dy) * width + x * factor) * channels + channel;
          for (let dx = 0; dx < factor; dx++) sum += data[from + dx * channels]!;
        }
        small[(y * columns + x) * channels + channel] = Math.round(sum / (factor * factor));
      }
    }
  }
  return { width: columns, height: rows, channels, data: small };
}
