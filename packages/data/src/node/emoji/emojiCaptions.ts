import type { Emoji } from './emojiIndex';
import { STYLES } from './emojiStyles';
import type { EmojiStyle } from './emojiStyles';
import { EMOJI_TRAITS, qualitiesOf } from './emojiTraits';

const WITH: Readonly<Record<string, string>> = { bald: 'a bald head', beard: 'a beard' };
const TRAITS: readonly string[] = EMOJI_TRAITS;

/**
 * The captions of an emoji: its name, 'woman: dark skin tone, red hair', and one composed of what is true of it, 'woman with dark skin tone and red hair,
 * drawn in flat colours'.
 */
export function emojiCaptions({ name }: Pick<Emoji, 'name'>, style: EmojiStyle): string[] {
  const [head = name] = name.split(': ');
  const qualities = qualitiesOf(name);
  const traits = qualities.filter((quality) => TRAITS.includes(quality) && quality !== 'woman' && quality !== 'man');
  const others = qualities.filter((quality) => !traits.includes(quality));
  const what = others.length === 0 ? head : `${head}: ${others.join(', ')}`;
  const appearance = traits.length === 0 ? '' : ` with ${traits.map((trait) => WITH[trait] ?? trait).join(' and ')}`;
  return [name, `${what}${appearance}, ${STYLES[style].words}`];
}
