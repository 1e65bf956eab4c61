import { commonEmoji, emojiSceneLabels, emojiScenes } from '@ganblocks/data/node';
import { gridSheet } from './grid';
import { imagesOf, mixed } from './rendered';
import type { SheetMaker } from './emojiSheets';

const SIZE = 48;
const COUNT = 20;
const PER_ROW = 4;

/** An image, its map of labels and its map of instances, side by side, in colours that tell them apart. */
export const scenes =
  (style: 'twemoji' | 'openmoji'): SheetMaker =>
  async ({ cacheFolder }) => {
    const some = mixed(
      commonEmoji([style]).filter(({ group, subgroup }) => group !== 'flags' && group !== 'symbols' && subgroup !== 'time'),
    ).slice(0, COUNT);
    const keys = new Set(some.map(({ key }) => key));
    const tables = await emojiScenes({ style, resolution: SIZE, split: 'all', select: ({ key }) => keys.has(key), cacheFolder });
    const [images, labels, instances] = [
      await imagesOf(tables.images),
      await imagesOf(tables.labelMaps),
      await imagesOf(tables.instanceMaps),
    ];
    for (const table of [tables.images, tables.labelMaps, tables.instanceMaps]) await table.close();
    const channels = tables.instanceMaps.imageShape[2];
    const triples = images.map((pixels, at) => [
      { pixels },
      { pixels: coloured(labels[at] ?? new Uint8Array(0), 1, (label) => emojiSceneLabels[label]?.color ?? [0, 0, 0]) },
      { pixels: coloured(instances[at] ?? new Uint8Array(0), channels, (instance) => (instance === 0 ? [222, 222, 255] : hue(instance))) },
    ]);
    const rows = Array.from({ length: COUNT / PER_ROW }, (_, row) => ({ cells: triples.slice(row * PER_ROW, (row + 1) * PER_ROW).flat() }));
    return gridSheet({ rows, cellSize: SIZE, together: 3 });
  };

type Rgb = readonly [number, number, number];

function coloured(map: Uint8Array, channels: number, colourOf: (value: number) => Rgb): Uint8Array {
  const pixels = new Uint8Array((3 * map.length) / channels);
  for (let at = 0; at < map.length / channels; at++) {
    const low = map[at * channels] ?? 0;
    const high = channels > 1 ? (map[at * channels + 1] ?? 0) : 0;
    pixels.set(colourOf(low + 256 * high), 3 * at);
  }
  return pixels;
}

/** A colour a number; those of neighbours are far apart, by the golden section. */
function hue(number: number): Rgb {
  const turn = (number * 0.618034) % 1;
  const value = number % 3 === 0 ? 150 : number % 3 === 1 ? 235 : 190;
  const channel = (shift: number): number => {
    const angle = (turn + shift) % 1;
    return Math.round(value * (0.25 + 0.75 * Math.min(1, Math.max(0, Math.abs(6 * angle - 3) - 1))));
  };
  return [channel(0), channel(2 / 3), channel(1 / 3)];
}
