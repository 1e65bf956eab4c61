const JOINER = '200d';
const SKIN_TONES = ['1f3fb', '1f3fc', '1f3fd', '1f3fe', '1f3ff'];
/** Red, curly, none, white. */
const HAIR = ['1f9b0', '1f9b1', '1f9b2', '1f9b3'];
/** Female, male, and an arrow: facing right. */
const SIGNS = ['2640', '2642', '27a1'];
const VARIATIONS = new Set([JOINER, ...SKIN_TONES, ...HAIR, ...SIGNS]);

const PERSON = '1f9d1';
const CHILD = '1f9d2';
const FAMILY = '1f46a';

/** The first of each row stands for the others: the same thing in another gender, with other hair, or in another colour. */
const SAME: readonly string[] = [
  '1f9d1 1f468 1f469 1f471 1f9d4', // person, man, woman, with blond hair, with a beard
  '1f9d2 1f466 1f467', // child, boy, girl
  '1f9d3 1f474 1f475', // older person, man, woman
  '1f934 1f478', // prince, princess
  '1f385 1f936', // Santa Claus, Mrs. Claus
  '1f483 1f57a', // dancers
  '1f930 1fac3 1fac4', // pregnant
  '1f46b 1f46c 1f46d', // holding hands
  '2764 1f9e1 1f49b 1f49a 1f499 1f49c 1f90e 1f5a4 1f90d 1fa75 1fa76 1fa77', // hearts
  '1f534 1f7e0 1f7e1 1f7e2 1f535 1f7e3 1f7e4 26ab 26aa', // circles
  '1f7e5 1f7e7 1f7e8 1f7e9 1f7e6 1f7ea 1f7eb 2b1b 2b1c', // squares
  '2753 2754', // question marks
  '2757 2755', // exclamation marks
  '1f3fb 1f3fc 1f3fd 1f3fe 1f3ff', // skin tones alone
  '1f9b0 1f9b1 1f9b2 1f9b3', // hair alone
  '1f604 1f601', // one outline
  '1f694 1f696',
  '1f431 1f63a', // one picture in Fluent
];

/** Flags that are the same picture in a style, by the letters of their countries. */
const SAME_FLAGS: readonly string[] = ['AU HM', 'FR CP MF', 'ES EA', 'ID MC', 'NO SJ BV', 'RO TD', 'US UM', 'IO DG'];

/** The sequences of two people, less their variations, and the one symbol for the same. */
const SEQUENCES: Readonly<Record<string, string>> = {
  '1f9d1-1f384': '1f385',
  '1f9d1-1f91d-1f9d1': '1f46b',
  '1f9d1-2764-1f9d1': '1f491',
  '1f9d1-2764-1f48b-1f9d1': '1f48f',
  '1f9d1-1faef-1f9d1': '1f93c',
  '1f9d1-1f430-1f9d1': '1f46f',
  '1faf1-1faf2': '1f91d',
};

const firstOf = (rows: readonly (readonly string[])[]): Map<string, string> =>
  new Map(rows.flatMap(([first = '', ...others]) => others.map((other) => [other, first] as const)));

/** A is 1f1e6. */
const flagOf = (letters: string): string => Array.from(letters, (letter) => (letter.charCodeAt(0) + 0x1f1a5).toString(16)).join('-');

const CODE_POINTS = firstOf(SAME.map((row) => row.split(' ')));
const FLAGS = firstOf(SAME_FLAGS.map((row) => row.split(' ').map(flagOf)));

/**
 * What an emoji is a variant of: its code points less skin tone, hair, gender and direction; women, men and persons of a trade are one, and so are all
 * persons, all families, all hearts, and flags that are the same picture.
 */
export function emojiBase(key: string): string {
  if (VARIATIONS.has(key)) return CODE_POINTS.get(key) ?? key;
  const parts = key.split('-').filter((part) => !VARIATIONS.has(part));
  // Within a sequence a colour says what it is: a black cat, a brown mushroom.
  const single = parts.length === 1;
  const kept = parts.map((part) => (single || isPerson(part) ? (CODE_POINTS.get(part) ?? part) : part));
  if (!single && kept.every((part) => part === PERSON || part === CHILD)) return FAMILY;
  const joined = kept.join('-');
  return SEQUENCES[joined] ?? FLAGS.get(joined) ?? joined;
}

const isPerson = (part: string): boolean => [PERSON, CHILD].includes(CODE_POINTS.get(part) ?? part);
