import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImageSource } from '../cache/imageSource';
import type { EmojiFiles } from './emojiFiles';
import type { Emoji } from './emojiIndex';

/** A drawing is rendered this many times larger than it becomes, so that the filter of the options is the one that makes its pixels. */
const OVERSAMPLING = 2;

/** The pictures of these emoji as a source; drawings without a size of their own get one that suits images of `resolution` pixels. */
export function emojiSource(emoji: readonly Emoji[], { version, paths }: EmojiFiles, resolution: number): ImageSource {
  const pathOf = (index: number): string => paths.get(emoji[index]?.key ?? '') ?? '';
  const hash = createHash('sha256').update(`${version} ${OVERSAMPLING * resolution}\n`);
  // The files of a published package do not change.
  const fingerprint = hash.update(emoji.map(({ key }, index) => `${key} ${basename(pathOf(index))}`).join('\n')).digest('hex');
  return {
    count: emoji.length,
    nameOf: (index) => emoji[index]?.key ?? '',
    fingerprint,
    open: async () => ({
      async read(index) {
        const path = pathOf(index);
        const bytes = await readFile(path);
        return path.endsWith('.svg') ? sized(bytes, OVERSAMPLING * resolution) : bytes;
      },
      close: async () => undefined,
    }),
  };
}

/** An SVG with a view box and no size, given one. */
function sized(svg: Uint8Array, pixels: number): Uint8Array {
  const text = new TextDecoder().decode(svg);
  return new TextEncoder().encode(text.replace(/<svg\b/, `<svg width="${pixels}" height="${pixels}"`));
}
