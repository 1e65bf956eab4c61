import { commonEmoji, holdOutCombinations, isExpression } from '@ganblocks/data/node';
import type { Emoji, EmojiStyle } from '@ganblocks/data/node';
import { gridSheet } from './grid';
import { mixed, render, spaced } from './rendered';
import type { Rendering } from './rendered';
import type { Cell, Sheet } from './sheet';

/** What a sheet shows, in two styles or in one. */
export type SheetMaker = (rendering: Rendering) => Promise<Sheet>;

const SIZE = 40;
const STYLE_NAMES: Readonly<Record<EmojiStyle, string>> = {
  openmoji: 'OpenMoji',
  openmojiBlack: 'outline',
  twemoji: 'Twemoji',
  fluent: 'Fluent',
};

type Two = readonly [EmojiStyle, EmojiStyle];

/** Rows of some emoji each: on the left in one style, on the right the same ones in another. */
async function inTwoStyles(
  [a, b]: Two,
  rows: readonly { readonly label: string; readonly some: readonly Emoji[] }[],
  rendering: Rendering,
) {
  const all = rows.flatMap(({ some }) => some);
  const [left, right] = [await render(a, all, SIZE, rendering), await render(b, all, SIZE, rendering)];
  const columns = Math.max(...rows.map(({ some }) => some.length));
  const cellsOf = (some: readonly Emoji[]): Cell[] => {
    const empty = Array.from({ length: columns - some.length }, (): Cell => ({}));
    return [...some.map((one) => ({ pixels: left(one) })), ...empty, ...some.map((one) => ({ pixels: right(one) }))];
  };
  return gridSheet({
    rows: rows.map(({ label, some }) => ({ label, cells: cellsOf(some) })),
    cellSize: SIZE,
    labelWidth: 150,
    together: columns,
    heads: [a, b].map((style) => ({ text: STYLE_NAMES[style], columns })),
  });
}

/** Images of the part for training, in no order. */
export const images =
  (style: EmojiStyle): SheetMaker =>
  async (rendering) => {
    const some = mixed(commonEmoji([style, 'fluent']).filter(({ split }) => split === 'train')).slice(0, 84);
    const drawn = await render(style, some, SIZE, rendering);
    const rows = Array.from({ length: 6 }, (_, row) => ({
      cells: some.slice(14 * row, 14 * row + 14).map((one) => ({ pixels: drawn(one) })),
    }));
    return gridSheet({ rows, cellSize: SIZE });
  };

/** Two domains: what is on one side has no partner in this picture. */
export const domains =
  (styles: Two): SheetMaker =>
  async (rendering) => {
    const some = mixed(commonEmoji(styles).filter(({ split }) => split === 'train')).slice(84, 156);
    const drawn = [await render(styles[0], some.slice(0, 36), SIZE, rendering), await render(styles[1], some.slice(36), SIZE, rendering)];
    const rows = Array.from({ length: 6 }, (_, row) => ({
      cells: [0, 1].flatMap((side) =>
        some.slice(36 * side + 6 * row, 36 * side + 6 * row + 6).map((one) => ({ pixels: drawn[side]?.(one) ?? new Uint8Array(0) })),
      ),
    }));
    return gridSheet({ rows, cellSize: SIZE, together: 6, heads: styles.map((style) => ({ text: STYLE_NAMES[style], columns: 6 })) });
  };

/** A row an attribute. */
export const attributes =
  (styles: Two): SheetMaker =>
  (rendering) => {
    const people = mixed(commonEmoji(styles));
    const traits = [...new Set(commonEmoji(styles).flatMap((one) => one.traits))];
    const ordered = ['woman', 'man', ...traits.filter((trait) => trait !== 'woman' && trait !== 'man')];
    const rows = ordered.map((label) => ({ label, some: people.filter((one) => one.traits.some((trait) => trait === label)).slice(0, 6) }));
    return inTwoStyles(styles, rows, rendering);
  };

/** A row an expression: the subgroups of the smileys' faces. */
export const expressions =
  (styles: Two): SheetMaker =>
  (rendering) => {
    const faces = commonEmoji(styles).filter(isExpression);
    const subgroups = [...new Set(faces.map(({ subgroup }) => subgroup))];
    const rows = subgroups.map((label) => ({ label, some: spaced(faces.filter(({ subgroup }) => subgroup === label), 6) })); // prettier-ignore
    return inTwoStyles(styles, rows, rendering);
  };

/** Pairs, side by side. */
export const pairs =
  ([a, b]: Two, perRow = 6): SheetMaker =>
  async (rendering) => {
    const rowCount = 6;
    const some = mixed(commonEmoji([a, b]).filter(({ group }) => group !== 'flags')).slice(0, perRow * rowCount);
    const [from, to] = [await render(a, some, SIZE, rendering), await render(b, some, SIZE, rendering)];
    const rows = Array.from({ length: rowCount }, (_, row) => ({
      cells: some.slice(row * perRow, (row + 1) * perRow).flatMap((one) => [{ pixels: from(one) }, { pixels: to(one) }]),
    }));
    return gridSheet({ rows, cellSize: SIZE, together: 2 });
  };

const TONES = ['', 'light skin tone', 'medium-light skin tone', 'medium skin tone', 'medium-dark skin tone', 'dark skin tone'];
const HAIR = ['', 'red hair', 'curly hair', 'white hair', 'blond hair', 'bald', 'beard'];
const GENDERS = ['person', 'woman', 'man'];
const SMALL = 30;

/** Persons by gender, skin tone and hair; what is held out has a frame. */
export const heldOut =
  (style: EmojiStyle): SheetMaker =>
  async (rendering) => {
    const held = holdOutCombinations({ by: ['gender', 'skinTone', 'hair'], styles: [style], seed: 7 });
    const persons = new Map(commonEmoji([style]).map((one) => [one.name, one]));
    const nameOf = (gender: string, tone: string, hair: string): string => {
      const qualities = [tone, hair].filter((part) => part !== '').join(', ');
      return qualities === '' ? gender : `${gender}: ${qualities}`;
    };
    const names = HAIR.map((hair) => GENDERS.flatMap((gender) => TONES.map((tone) => nameOf(gender, tone, hair))));
    const drawn = await render(style, names.flat().flatMap((name) => persons.get(name) ?? []), SMALL, rendering); // prettier-ignore
    const cellOf = (name: string): Cell => {
      const one = persons.get(name);
      return one === undefined ? {} : { pixels: drawn(one), framed: held.heldOut(one, style) };
    };
    return gridSheet({
      rows: names.map((row, at) => ({ label: HAIR[at] === '' ? 'no word of hair' : (HAIR[at] ?? ''), cells: row.map(cellOf) })),
      cellSize: SMALL,
      labelWidth: 108,
      together: TONES.length,
      heads: GENDERS.map((text) => ({ text, columns: TONES.length })),
    });
  };
