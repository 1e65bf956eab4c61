/** Red, green, blue from 0 to 255 of 0xrrggbb. */
export const rgbOf = (color: number): [red: number, green: number, blue: number] => [color >> 16, (color >> 8) & 255, color & 255];

/** sRGB byte → linear light. */
const linear = (byte: number): number => (byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);

/**
 * The place of a colour, 0xrrggbb, in Oklab, where equal distances look equally far apart: its lightness and two axes of colour.
 *
 * @see Björn Ottosson, "A perceptual color space for image processing", 2020: https://bottosson.github.io/posts/oklab/
 */
export function oklab(color: number): [lightness: number, a: number, b: number] {
  const [r, g, b] = rgbOf(color).map(linear) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
