import { createHash } from 'node:crypto';
import { check, shown } from '@ganblocks/core';
import type { ImageTable } from '../../tables/imageTable';
import { pickRows } from '../../views/viewTable';
import { decodedImages } from '../cache/decodedImages';
import type { ImageReaderOptions } from '../cache/decodedImages';
import { decodedTable } from '../cache/decodedTable';
import { emojiCaptions } from './emojiCaptions';
import { emojiFiles } from './emojiFiles';
import { readIndex } from './emojiIndex';
import type { Emoji, EmojiIndex } from './emojiIndex';
import { emojiSource } from './emojiSource';
import { splitHash } from './emojiSplit';
import type { EmojiSplit } from './emojiSplit';
import { NAMES, STYLES } from './emojiStyles';
import type { EmojiStyle } from './emojiStyles';
import { tagColumn } from './emojiTags';
import { traitColumn } from './emojiTraits';

export interface EmojiOptions extends Omit<ImageReaderOptions, 'resolution' | 'crop' | 'fit' | 'broken' | 'cacheFolder'> {
  /** 'openmoji' in colour, 'openmojiBlack' its outlines, 'twemoji' flat, 'fluent' in three dimensions. */
  readonly style: EmojiStyle;
  /** Height and width. Default: 64. */
  readonly resolution?: number;
  /** Which emoji; it is told the style too. Default: all that the style has. What is not chosen is not rendered. */
  readonly select?: (emoji: Emoji, style: EmojiStyle) => boolean;
  /** Only emoji that these styles have too. Default: none is asked for. */
  readonly alsoIn?: readonly EmojiStyle[];
  /** Which part; variants of one emoji are all in one. Default: 'train'. */
  readonly split?: EmojiSplit | 'all';
  /** What the classes are: groups such as 'food-drink', or finer subgroups such as 'food-fruit'. Default: 'group'. */
  readonly labels?: 'group' | 'subgroup';
  /** How many tags are the attributes, in place of the traits: the commonest of all that are selected. Default: none, the traits. */
  readonly tags?: number;
  /** Where the rendered images are kept. Default: the folder `.ganblocks-cache` of the working directory. */
  readonly cacheFolder?: string;
}

const SPLITS = ['train', 'validation', 'test', 'all'] as const;
const RESOLUTION = 64;

/**
 * Emoji as real images that everybody may pass on, under their licences: rendered once into a cache file, in the order of their code points.
 *
 * `labels` are groups or subgroups, `attributes` gender, skin tone and hair, or with `tags` the commonest tags, `captions` the name and a composed sentence. All splits of a selection share
 * its cache and its classes. Licence and attribution are in `describe()`, and so in the folder of a run. Needs sharp, emojibase-data, and the package of
 * the style.
 *
 * @throws GanError where a package is not installed, or nothing is chosen.
 * @example
 * const fruit = await emoji({ style: 'fluent', resolution: 16, select: ({ subgroup }) => subgroup === 'food-fruit' });
 * fruit.imageShape; // [16, 16, 3]
 * await fruit.close();
 */
export async function emoji(options: EmojiOptions): Promise<ImageTable> {
  const { style, resolution = RESOLUTION, split = 'train', labels = 'group' } = options;
  const where = `emoji '${style}'`;
  check(SPLITS.includes(split), () => `${where}: split must be one of ${SPLITS.join(', ')}. Got ${shown(split)}. Use 'all' for all.`);
  check(
    ['group', 'subgroup'].includes(labels),
    () => `${where}: labels must be 'group' or 'subgroup'. Got ${shown(labels)}. Leave it out for groups.`,
  );
  const index = readIndex(where);
  const files = emojiFiles(style, where);
  const chosen = choose(index.emoji, options, where);
  const rows = Int32Array.from(chosen.keys()).filter((row) => split === 'all' || chosen[row]?.split === split);
  check(
    rows.length > 0,
    () => `${where}: expected an emoji at least. Got none of ${chosen.length} selected in split '${split}'. Select more, or other ones.`,
  );
  const { packageName, licence, attribution } = STYLES[style];
  const keys = createHash('sha256').update(chosen.map(({ key }) => key).join('\n'));
  const name = options.name ?? `emoji-${style}`;
  const cache = await decodedImages({
    where,
    name,
    source: emojiSource(chosen, files, resolution),
    origin: `${packageName} ${style} ${keys.digest('hex')}`,
    folder: '.',
    options: { ...options, resolution },
  });
  const table = decodedTable(name, cache, columnsOf(chosen, index, options, where), {
    name,
    source: `npm packages ${packageName} ${files.version} and ${NAMES.packageName}`,
    licence: `${licence}; names: ${NAMES.licence}`,
    attribution: `${attribution}; names: ${NAMES.attribution}`,
    style,
    labels,
    ...(options.tags === undefined ? {} : { tags: options.tags }),
    selected: chosen.length,
    splits: splitHash(chosen),
  });
  return pickRows(table, rows, { view: 'emojiSplit', split });
}

function choose(all: readonly Emoji[], { style, alsoIn = [], select = () => true }: EmojiOptions, where: string): readonly Emoji[] {
  const files = [...new Set([style, ...alsoIn])].map((one) => emojiFiles(one, where));
  return all.filter((one) => files.every(({ paths }) => paths.has(one.key)) && select(one, style));
}

function columnsOf(chosen: readonly Emoji[], index: EmojiIndex, { style, labels = 'group', tags }: EmojiOptions, where: string) {
  const present = new Set(chosen.map((one) => one[labels]));
  const classes = index[`${labels}s`].filter((name) => present.has(name));
  return {
    labels: Int32Array.from(chosen, (one) => classes.indexOf(one[labels])),
    classes,
    attributes: tags === undefined ? traitColumn(chosen.map(({ traits }) => traits)) : tagColumn(chosen, tags, where),
    captions: chosen.map((one) => emojiCaptions(one, style)),
  };
}
