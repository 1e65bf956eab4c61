import { emojiBase } from './emojiBase';

const [LIGHT, MEDIUM_LIGHT, MEDIUM, MEDIUM_DARK, DARK] = ['1f3fb', '1f3fc', '1f3fd', '1f3fe', '1f3ff'] as const;

/** Under the name of the one is the picture of the other. */
const SWAPPED: Readonly<Record<string, string>> = { [MEDIUM_LIGHT]: MEDIUM, [MEDIUM]: MEDIUM_LIGHT };

/** Named as they should be: couples, and people with a laptop. */
const RIGHT: readonly string[] = ['1f46b', '1f48f', '1f491', '1f9d1-1f4bb'];

/** A person mountain biking: what the picture under each name shows. */
const BIKING: Readonly<Record<string, string>> = {
  [LIGHT]: DARK,
  [MEDIUM_LIGHT]: MEDIUM,
  [MEDIUM]: MEDIUM_DARK,
  [MEDIUM_DARK]: MEDIUM_LIGHT,
  [DARK]: LIGHT,
};

/**
 * The key of what a picture of `@lobehub/fluent-emoji-3d` shows, by the key of its name: nearly all that have the name of medium-light skin show medium skin,
 * and the other way round.
 */
export function fluentKey(key: string): string {
  if (RIGHT.includes(emojiBase(key))) return key;
  const shown = /^1f6b5-1f3f[b-f]$/.test(key) ? BIKING : SWAPPED;
  return key
    .split('-')
    .map((part) => shown[part] ?? part)
    .join('-');
}
