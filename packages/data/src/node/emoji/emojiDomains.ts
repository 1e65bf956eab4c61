import { check, shown } from '@ganblocks/core';
import type { ImageTable } from '../../tables/imageTable';
import { joinTables } from '../../views/joinTables';
import { emoji } from './emoji';
import type { EmojiOptions } from './emoji';
import type { EmojiStyle } from './emojiStyles';

export interface EmojiDomainsOptions extends Omit<EmojiOptions, 'style' | 'labels'> {
  /** The domains, in the order of their labels; two or more. Default: the three in colour. */
  readonly styles?: readonly EmojiStyle[];
}

const COLOURED: readonly EmojiStyle[] = ['openmoji', 'twemoji', 'fluent'];

/**
 * Several styles as the domains of one table: StarGAN's and StarGAN v2's, or with `unpairedImages` two of CycleGAN. The label of an image is its style.
 *
 * It has the emoji that all these styles have, in the order of their code points, style after style; variants of one emoji are in one split in all of them. A
 * `select` that asks for the style may leave an emoji out of one style alone. Captions and attributes are those of `emoji`. Closing it closes all.
 *
 * @throws GanError where a package is not installed, a style comes twice, or nothing is chosen.
 * @example
 * const hearts = ({ subgroup }: { subgroup: string }) => subgroup === 'heart';
 * const domains = await emojiDomains({ styles: ['twemoji', 'fluent'], resolution: 16, select: hearts });
 * domains.classes; // ['twemoji', 'fluent']
 * const dataset = attributeImages(classAttributes(domains)); // one attribute a style
 */
export async function emojiDomains({
  styles = COLOURED,
  alsoIn = [],
  name = 'emoji-domains',
  ...rest
}: EmojiDomainsOptions = {}): Promise<ImageTable> {
  check(
    styles.length > 1 && new Set(styles).size === styles.length,
    () => `emojiDomains: styles must be two or more, none twice. Got ${shown(styles)}. Use emoji for one alone.`,
  );
  const tables: ImageTable[] = [];
  try {
    for (const style of styles) tables.push(await emoji({ ...rest, style, alsoIn: [...alsoIn, ...styles], name: `${name}-${style}` }));
    return joinTables(tables, { name, labels: 'table', classes: styles });
  } catch (error) {
    await Promise.all(tables.map((table) => table.close()));
    throw error;
  }
}
