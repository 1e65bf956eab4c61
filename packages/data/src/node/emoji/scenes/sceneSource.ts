import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { GanError } from '@ganblocks/core';
import type { ImageSource } from '../../cache/imageSource';
import { fileErrorCode } from '../../fileError';
import { optionalPackage } from '../../optionalPackage';
import type { EmojiFiles } from '../emojiFiles';
import type { Emoji } from '../emojiIndex';
import { drawMaps } from './drawMaps';
import { flatDrawing } from './flatDrawing';
import { MAP_CHANNELS } from './sceneMaps';

/** Raised whenever the maps of a drawing change. */
const VERSION = 1;

export interface SceneSourceOptions {
  /** What errors begin with. */
  readonly where: string;
  readonly emoji: readonly Pick<Emoji, 'key'>[];
  readonly files: EmojiFiles;
  /** Height and width. */
  readonly resolution: number;
}

/**
 * The maps of these drawings as images of three channels: the label, and the instance in two bytes. Opening it looks at every drawing first.
 *
 * @throws GanError, when it is opened, that names the first drawing of which no map can be made, or where sharp is not installed.
 */
export function sceneSource({ where, emoji, files: { version, paths }, resolution }: SceneSourceOptions): ImageSource {
  const hash = createHash('sha256').update(`maps ${VERSION} ${version} ${resolution}\n`);
  const pathOf = (index: number): string => paths.get(emoji[index]?.key ?? '') ?? '';
  return {
    count: emoji.length,
    nameOf: (index) => emoji[index]?.key ?? '',
    fingerprint: hash.update(emoji.map(({ key }) => key).join('\n')).digest('hex'),
    async open() {
      const { default: sharp } = await optionalPackage('sharp', where, () => import('sharp'));
      for (const index of emoji.keys()) await checkDrawing(pathOf(index), where);
      return {
        async read(index) {
          const maps = await drawMaps(sharp, await readFile(pathOf(index), 'utf8'), resolution);
          const raw = { width: resolution, height: resolution, channels: MAP_CHANNELS } as const;
          return sharp(maps, { raw }).png({ compressionLevel: 0 }).toBuffer();
        },
        close: async () => undefined,
      };
    },
  };
}

async function checkDrawing(path: string, where: string): Promise<void> {
  try {
    flatDrawing(await readFile(path, 'utf8'), 1);
  } catch (cause) {
    throw new GanError(`${where}: no maps can be made of '${basename(path)}': ${fileErrorCode(cause)}. Leave it out with select.`, {
      cause,
    });
  }
}
