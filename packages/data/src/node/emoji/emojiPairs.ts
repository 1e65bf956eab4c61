import type { ImagePairs } from '../readers/pairedFolder';
import { emoji } from './emoji';
import type { EmojiOptions } from './emoji';
import type { EmojiStyle } from './emojiStyles';

export interface EmojiPairsOptions extends Omit<EmojiOptions, 'style'> {
  /** The style of `a`: 'openmojiBlack' for outlines. */
  readonly a: EmojiStyle;
  /** The style of `b`. */
  readonly b: EmojiStyle;
}

/**
 * The same emoji in two styles: image i of `a` is image i of `b`. For `pairedImages`, outline to colour or style to style; or for `unpairedImages`, as two
 * domains, whose true partners then are known when it is measured.
 *
 * @throws GanError where a package is not installed, or nothing is chosen.
 * @example
 * const hearts = ({ subgroup }: { subgroup: string }) => subgroup === 'heart';
 * const { a, b } = await emojiPairs({ a: 'openmojiBlack', b: 'openmoji', resolution: 16, select: hearts });
 * const dataset = pairedImages(a, b);
 */
export async function emojiPairs({ a, b, alsoIn = [], ...rest }: EmojiPairsOptions): Promise<ImagePairs> {
  const first = await emoji({ ...rest, style: a, alsoIn: [...alsoIn, b], ...named(rest.name, a) });
  try {
    return { a: first, b: await emoji({ ...rest, style: b, alsoIn: [...alsoIn, a], ...named(rest.name, b) }) };
  } catch (error) {
    await first.close();
    throw error;
  }
}

const named = (name: string | undefined, style: EmojiStyle): { name?: string } => (name === undefined ? {} : { name: `${name}-${style}` });
