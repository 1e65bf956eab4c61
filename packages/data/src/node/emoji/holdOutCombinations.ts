import { createHash } from 'node:crypto';
import { check, shown } from '@ganblocks/core';
import { EMOJI_FACTORS, combinationsBy } from './emojiCombinations';
import type { EmojiCombinations, EmojiFactor } from './emojiCombinations';
import { emojiOf } from './emojiFiles';
import { emojiList } from './emojiIndex';
import type { Emoji } from './emojiIndex';
import type { EmojiSplit } from './emojiSplit';
import type { EmojiStyle } from './emojiStyles';

export interface HoldOutOptions {
  /** The factors whose combinations are held out; two or more. */
  readonly by: readonly EmojiFactor[];
  /** The styles that are trained with. Emoji that not all of them have are not counted. */
  readonly styles: readonly EmojiStyle[];
  /** Which part of the combinations is held out, in (0, 1). Default: 0.2. */
  readonly share?: number;
  /** A whole number from 0, of which the choice depends. Default: 0. */
  readonly seed?: number;
  /** Which emoji are trained with, before anything is held out. Default: all. */
  readonly select?: (emoji: Emoji, style: EmojiStyle) => boolean;
  /** The part that is trained with. Default: 'train'. */
  readonly split?: EmojiSplit | 'all';
}

const WHERE = 'holdOutCombinations';
const SHARE = 0.2;

/** What is held out, as two choices for `select` that share no combination. */
export interface HeldOutCombinations {
  /** The emoji that show no held-out combination. */
  readonly train: (emoji: Emoji, style: EmojiStyle) => boolean;
  /** The emoji that show held-out combinations only. */
  readonly heldOut: (emoji: Emoji, style: EmojiStyle) => boolean;
  /** Those held out, such as 'firefighter × woman × dark skin tone', in the order of their letters. */
  readonly combinations: readonly string[];
  /** How many combinations there are in all. */
  readonly total: number;
  /** The SHA-256 of `combinations`, a line each: the same hash, the same task. */
  readonly hash: string;
}

/**
 * Holds out whole combinations of what emoji are composed of: a network trains with women firefighters and with dark skin, and is asked for the dark-skinned
 * woman firefighter that it has never seen.
 *
 * A combination is the values of an emoji for the factors `by`, two values or more. Combinations are held out in the order of their SHA-256 with the seed
 * until their share is reached; one without which a value would not occur in training any more is passed over: of what is asked for each part has been seen.
 * An emoji of several people shows all combinations of their values; where only some are held out it is in neither part. Emoji that have one value or none are
 * always trained with.
 *
 * @throws GanError where an option does not fit, a package is not installed, or fewer can be held out than asked for.
 * @example
 * const held = holdOutCombinations({ by: ['gender', 'skinTone', 'hair'], styles: ['fluent'], seed: 7 });
 * const openTraining = () => emoji({ style: 'fluent', select: held.train });
 * const openUnseen = () => emoji({ style: 'fluent', select: held.heldOut });
 */
export function holdOutCombinations(options: HoldOutOptions): HeldOutCombinations {
  const { by, styles, share = SHARE, seed = 0, select = () => true, split = 'train' } = options;
  checkOptions(options);
  const combinationsOf = combinationsBy(by, emojiList());
  const common = emojiOf(styles, WHERE).filter((one) => split === 'all' || one.split === split);
  const shownIn = styles.flatMap((style) => common.filter((one) => select(one, style)).map((one) => combinationsOf(one, style)));
  const { held, total } = chooseHeldOut(shownIn, share, seed);
  const isHeld = (combination: string): boolean => held.has(combination);
  const combinations = [...held].sort();
  return {
    train: (emoji, style) => select(emoji, style) && !combinationsOf(emoji, style).combinations.some(isHeld),
    heldOut(emoji, style) {
      const said = combinationsOf(emoji, style).combinations;
      return select(emoji, style) && said.length > 0 && said.every(isHeld);
    },
    combinations,
    total,
    hash: sha256(combinations.map((combination) => `${combination}\n`).join('')),
  };
}

/** The first combinations in the order of their hashes, but for those that take the last picture of a value out of training. */
function chooseHeldOut(pictures: readonly EmojiCombinations[], share: number, seed: number) {
  const candidates = new Set(pictures.flatMap(({ combinations }) => (combinations.length === 1 ? combinations : [])));
  const wanted = Math.max(1, Math.round(share * candidates.size));
  const members = new Map([...candidates].map((combination) => [combination, [] as EmojiCombinations[]]));
  for (const picture of pictures) for (const combination of picture.combinations) members.get(combination)?.push(picture);
  const training = new Set(pictures);
  const left = countValues(pictures);
  const held = new Set<string>();
  for (const combination of inHashOrder(candidates, seed)) {
    if (held.size === wanted) break;
    const leaving = (members.get(combination) ?? []).filter((picture) => training.has(picture));
    const lost = countValues(leaving);
    if ([...lost].some(([value, count]) => count === left.get(value))) continue;
    held.add(combination);
    for (const picture of leaving) training.delete(picture);
    for (const [value, count] of lost) left.set(value, (left.get(value) ?? 0) - count);
  }
  check(
    held.size === wanted,
    () =>
      `${WHERE}: expected ${wanted} of ${candidates.size} combinations to hold out. Got ${held.size}, without losing a value in training. Lower share, or combine other factors.`,
  );
  return { held, total: candidates.size };
}

function countValues(pictures: readonly EmojiCombinations[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of pictures.flatMap(({ values }) => values)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function inHashOrder(combinations: Iterable<string>, seed: number): string[] {
  const hashed = Array.from(combinations, (combination) => [sha256(`${seed} ${combination}`), combination] as const);
  return hashed.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, combination]) => combination);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function checkOptions({ by, styles, share = SHARE, seed = 0 }: HoldOutOptions): void {
  const known = by.every((factor) => EMOJI_FACTORS.includes(factor));
  check(
    known && by.length > 1 && new Set(by).size === by.length,
    () => `${WHERE}: by must be two or more of ${EMOJI_FACTORS.join(', ')}, none twice. Got ${shown(by)}. Combine other factors.`,
  );
  check(
    styles.length > 0 && new Set(styles).size === styles.length,
    () => `${WHERE}: styles must be one or more, none twice. Got ${shown(styles)}. Pass those that you train with.`,
  );
  check(share > 0 && share < 1, () => `${WHERE}: share must be above 0 and below 1. Got ${shown(share)}. Use 0.2 for a fifth.`);
  check(
    Number.isSafeInteger(seed) && seed >= 0,
    () => `${WHERE}: seed must be a whole number from 0. Got ${shown(seed)}. Leave it out for 0.`,
  );
}
