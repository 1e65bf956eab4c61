import { oklab, rgbOf } from './oklab';

/** A class of the pixels of an emoji. */
export interface EmojiSceneLabel {
  readonly name: string;
  /** Red, green, blue from 0 to 255: what a picture of the map shows. */
  readonly color: readonly [red: number, green: number, blue: number];
}

/** The colours that a class stands for, the first to show it. */
const COLORS: Readonly<Record<string, readonly number[]>> = {
  black: [0x292f33, 0x000000, 0x3f3f3f],
  gray: [0x8c979f, 0x5a646b, 0x888888, 0xadadad, 0xc3ccd3, 0xd0cfce],
  white: [0xffffff, 0xeef2f5, 0xe6e6e6],
  red: [0xdd2e44, 0xa0041e, 0xea5a47],
  orange: [0xf4900c, 0xe8590c],
  yellow: [0xffd43b, 0xfff3a0, 0xffd983],
  green: [0x5c9e31, 0x186648, 0xa6d388, 0x103800],
  blue: [0x3b88c3, 0x1e50a0, 0x172a68, 0x5dadec, 0x92d3f5, 0xbbddf5],
  purple: [0x8967aa, 0x5b2c83, 0xb399c8, 0xc9b3e6],
  pink: [0xf4a0c0, 0xe0569a],
  brown: [0x8a4b2b, 0x5a3520, 0xb07f4f],
  beige: [0xf3d2a2, 0xf7dece, 0xd5ab88],
};

/** The classes of `emojiScenes`, in the order of their numbers: the background, twelve colours, and the black lines of OpenMoji. */
export const emojiSceneLabels: readonly EmojiSceneLabel[] = [
  { name: 'background', color: [222, 222, 255] },
  ...Object.entries(COLORS).map(([name, [color = 0]]) => ({ name, color: rgbOf(color) })),
  { name: 'outline', color: [0, 0, 0] },
];

export const OUTLINE = emojiSceneLabels.length - 1;

const REFERENCES = Object.values(COLORS).flatMap((colors, at) => colors.map((color) => ({ label: at + 1, place: oklab(color) })));

/** The class of a fill, 0xrrggbb: that of the nearest colour that a class stands for, by the distance in Oklab. */
export function sceneLabelOf(color: number): number {
  const from = oklab(color);
  const distance = (to: readonly number[]): number => from.reduce((sum, value, at) => sum + (value - (to[at] ?? 0)) ** 2, 0);
  return REFERENCES.reduce((best, one) => (distance(one.place) < distance(best.place) ? one : best)).label;
}
