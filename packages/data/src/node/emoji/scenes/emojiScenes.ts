import { createHash } from 'node:crypto';
import { check, shown } from '@ganblocks/core';
import type { SceneTables } from '../../../datasets/sceneImages';
import type { ImageTable } from '../../../tables/imageTable';
import { mapImages, pickRows } from '../../../views/viewTable';
import { decodedImages } from '../../cache/decodedImages';
import { decodedTable } from '../../cache/decodedTable';
import { emoji } from '../emoji';
import type { EmojiOptions } from '../emoji';
import { emojiFiles, emojiOf } from '../emojiFiles';
import type { Emoji } from '../emojiIndex';
import { splitHash } from '../emojiSplit';
import { STYLES } from '../emojiStyles';
import { emojiSceneLabels } from './emojiSceneLabels';
import { MAP_CHANNELS } from './sceneMaps';
import { sceneSource } from './sceneSource';

type SharedOptions =
  'name' | 'resolution' | 'select' | 'alsoIn' | 'split' | 'background' | 'filter' | 'cacheFolder' | 'workers' | 'onProgress';

export interface EmojiScenesOptions extends Pick<EmojiOptions, SharedOptions> {
  /** The styles that are drawn in flat shapes: 'openmoji' with black lines over them, 'twemoji' without. */
  readonly style: 'openmoji' | 'twemoji';
}

const FLAT: readonly string[] = ['openmoji', 'twemoji'];
const RESOLUTION = 64;

/**
 * Emoji with maps of the shapes that they are drawn of: three tables for `sceneImages`, to draw an emoji from its map as pix2pixHD and SPADE do.
 *
 * Each filled shape of the SVG is an instance, numbered in the order in which they are drawn; 0 is the background. Its label is the class of its fill, the
 * nearest of the colours in `emojiSceneLabels`, whose names are `labelMaps.classes`. A pixel belongs to the shape on top in its centre: nothing is
 * antialiased. A stroke of another colour than its fill is an instance of its own; the black lines of an OpenMoji are one together, labelled 'outline'.
 * What is at most half opaque only tints what is under it, and is in no map.
 *
 * The maps are made once, into a cache file of their own, and have the splits of `emoji`.
 *
 * @throws GanError where a package is not installed, nothing is chosen, or a drawing has what no map can be made of, which is named.
 * @example
 * const hearts = ({ subgroup }: { subgroup: string }) => subgroup === 'heart';
 * const tables = await emojiScenes({ style: 'twemoji', resolution: 16, select: hearts });
 * const scenes = sceneImages(tables, { mirror: true });
 */
export async function emojiScenes(options: EmojiScenesOptions): Promise<SceneTables> {
  const { style, resolution = RESOLUTION, select = () => true, alsoIn = [], split = 'train', name = `emoji-${style}` } = options;
  const where = `emojiScenes '${style}'`;
  check(
    FLAT.includes(style),
    () => `${where}: style must be 'openmoji' or 'twemoji'. Got ${shown(style)}. Others have no flat shapes to make maps of.`,
  );
  const images = await emoji({ ...options, name, resolution });
  const chosen = emojiOf([style, ...alsoIn], where).filter((one) => select(one, style));
  const rows = Int32Array.from(chosen.keys()).filter((row) => split === 'all' || chosen[row]?.split === split);
  const maps = mapReader(chosen, { ...options, name, resolution }, where);
  const opened = [images];
  try {
    for (const part of PARTS) opened.push(pickRows(await maps(part), rows, { view: 'emojiSplit', split }));
  } catch (error) {
    for (const table of opened) await table.close();
    throw error;
  }
  const [, labelMaps = images, instanceMaps = images] = opened;
  return { images, labelMaps: { ...labelMaps, classes: emojiSceneLabels.map((label) => label.name) }, instanceMaps };
}

/** Where a map is in the bytes of a pixel. */
interface MapPart {
  readonly view: 'labelMaps' | 'instanceMaps';
  readonly from: number;
  readonly channels: number;
}

const PARTS: readonly MapPart[] = [
  { view: 'labelMaps', from: 0, channels: 1 },
  { view: 'instanceMaps', from: 1, channels: MAP_CHANNELS - 1 },
];

/** Opens the cache of maps, once a table, so that each can be closed by itself. */
function mapReader(
  chosen: readonly Emoji[],
  options: EmojiScenesOptions & { readonly name: string; readonly resolution: number },
  where: string,
) {
  const { style, name, resolution, background: _, ...reading } = options;
  const files = emojiFiles(style, where);
  const { packageName, licence, attribution } = STYLES[style];
  const keys = createHash('sha256').update(chosen.map(({ key }) => key).join('\n'));
  const origin = `${packageName} ${style} maps ${resolution} ${keys.digest('hex')}`;
  const source = sceneSource({ where, emoji: chosen, files, resolution });
  return async ({ view, from, channels }: MapPart): Promise<ImageTable> => {
    const cache = await decodedImages({
      where,
      name: `${name}-maps`,
      source,
      origin,
      folder: '.',
      options: { ...reading, resolution, filter: 'nearest' },
    });
    const about = { name: `${name}-${view}`, source: `npm package ${packageName} ${files.version}`, licence, attribution, style };
    const table = decodedTable(about.name, cache, {}, { ...about, selected: chosen.length, splits: splitHash(chosen) });
    return mapImages(table, { view }, [resolution, resolution, channels], (bytes, map) => {
      for (let pixel = 0; pixel < resolution * resolution; pixel++) {
        const at = MAP_CHANNELS * pixel + from;
        map.set(bytes.subarray(at, at + channels), channels * pixel);
      }
    });
  };
}
