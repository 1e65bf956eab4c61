import { type Array64, imageAxes, images64, pixel } from './array64';

const mirrored = (place: number, length: number): number => {
  const inside = Math.abs(place);
  return inside < length ? inside : 2 * (length - 1) - inside;
};

/** The image continued by its mirror image, without its border again; `padding` is smaller than the image. */
export function reflectionPad(x: Array64, padding: number): Array64 {
  const { batch, height, width, channels } = imageAxes(x);
  return images64([batch, height + 2 * padding, width + 2 * padding, channels], (n, i, j, c) =>
    pixel(x, n, mirrored(i - padding, height), mirrored(j - padding, width), c),
  );
}
