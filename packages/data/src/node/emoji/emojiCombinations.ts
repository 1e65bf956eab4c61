import type { Emoji } from './emojiIndex';
import type { EmojiStyle } from './emojiStyles';
import { EMOJI_TRAITS } from './emojiTraits';

/** What the picture of an emoji is composed of: whom or what it shows, of which gender, skin tone and hair (or beard), and in which style it is drawn. */
export type EmojiFactor = (typeof EMOJI_FACTORS)[number];

export const EMOJI_FACTORS = ['base', 'gender', 'skinTone', 'hair', 'style'] as const;

/** What is in the picture of one emoji in one style. */
export interface EmojiCombinations {
  /** Each value that it has, 'gender: woman'. */
  readonly values: readonly string[];
  /**
   * 'firefighter × woman × dark skin tone'; several where it shows several people, which may be any of them, and none where it has less than two of the
   * factors.
   */
  readonly combinations: readonly string[];
}

const GENDERS: readonly string[] = ['woman', 'man'];
const SKIN_TONES: readonly string[] = EMOJI_TRAITS.filter((trait) => trait.endsWith('skin tone'));
const HAIR: readonly string[] = EMOJI_TRAITS.filter((trait) => !GENDERS.includes(trait) && !SKIN_TONES.includes(trait));

/** A function that says the combinations of these factors in a picture; `all` emoji give the bases their names. */
export function combinationsBy(by: readonly EmojiFactor[], all: readonly Emoji[]) {
  const bases = baseNames(all);
  const valuesOf = ({ base, traits }: Emoji, style: EmojiStyle, factor: EmojiFactor): readonly string[] => {
    if (factor === 'base') return [bases.get(base) ?? base];
    if (factor === 'style') return [style];
    const among = { gender: GENDERS, skinTone: SKIN_TONES, hair: HAIR }[factor];
    return traits.filter((trait) => among.includes(trait));
  };
  return (emoji: Emoji, style: EmojiStyle): EmojiCombinations => {
    const found = by.map((factor) => ({ factor, said: valuesOf(emoji, style, factor) })).filter(({ said }) => said.length > 0);
    const values = found.flatMap(({ factor, said }) => said.map((value) => `${factor}: ${value}`));
    if (found.length < 2) return { values, combinations: [] };
    const tuples = found.reduce<string[][]>((some, { said }) => some.flatMap((tuple) => said.map((value) => [...tuple, value])), [[]]);
    return { values, combinations: tuples.map((tuple) => tuple.join(' × ')) };
  };
}

/** The name of the emoji that is the base itself, or of its first variant that says nothing of a person: 'firefighter'. */
function baseNames(all: readonly Emoji[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { base, name } of all) if (!names.has(base)) names.set(base, name);
  const plain = [...all].reverse().filter(({ traits }) => traits.length === 0);
  for (const { base, name } of plain) names.set(base, name);
  for (const { key, base, name } of all) if (key === base) names.set(base, name);
  return names;
}
