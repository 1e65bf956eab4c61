import type { AttributeColumn } from '../../tables/imageTable';

/** What is true of the people in an emoji. */
export type EmojiTrait = (typeof EMOJI_TRAITS)[number];

/** The attributes of people, as names have them: several may be true, of a couple for example, or none. */
export const EMOJI_TRAITS = [
  'woman',
  'man',
  'light skin tone',
  'medium-light skin tone',
  'medium skin tone',
  'medium-dark skin tone',
  'dark skin tone',
  'red hair',
  'curly hair',
  'white hair',
  'blond hair',
  'bald',
  'beard',
] as const;

const WOMAN = /\b(woman|women|girl|princess|mermaid|mrs)\b/i;
const MAN = /\b(man|men|boy|prince|merman|santa)\b/i;

/** The traits that the name of a person says: 'woman: dark skin tone, red hair' has three. */
export function traitsOf(name: string): EmojiTrait[] {
  const said = new Set(qualitiesOf(name));
  const has = (trait: EmojiTrait): boolean => {
    if (trait === 'woman') return WOMAN.test(name);
    if (trait === 'man') return MAN.test(name);
    return said.has(trait);
  };
  return EMOJI_TRAITS.filter(has);
}

/** What stands behind the colon of a name. */
export const qualitiesOf = (name: string): string[] => (name.split(': ')[1] ?? '').split(', ').filter((part) => part !== '');

export function traitColumn(traits: readonly (readonly EmojiTrait[])[]): AttributeColumn {
  const values = Uint8Array.from(traits.flatMap((some) => EMOJI_TRAITS.map((trait) => Number(some.includes(trait)))));
  return { names: EMOJI_TRAITS, values };
}
