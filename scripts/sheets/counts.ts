import { fileURLToPath } from 'node:url';
import { commonEmoji, emojiLicences, emojiList, holdOutCombinations, isExpression } from '@ganblocks/data/node';
import type { Emoji, EmojiFactor, EmojiStyle } from '@ganblocks/data/node';
import { paddedTable } from './paddedTable';

/** The page that has the tables. */
export const COUNTED_PAGE = fileURLToPath(new URL('../../docs/emoji.md', import.meta.url));

const STYLES: readonly EmojiStyle[] = ['openmoji', 'openmojiBlack', 'twemoji', 'fluent'];
const SPLITS = ['train', 'validation', 'test'] as const;
const SPLIT_HEADS = [...SPLITS, 'all'];

const grouped = (count: number): string => count.toLocaleString('en-US');
const code = (text: string): string => `\`${text}\``;

/** How many of these are in each split, and together. */
const inSplits = (some: readonly Emoji[]): string[] =>
  [...SPLITS.map((split) => some.filter((one) => one.split === split).length), some.length].map(grouped);

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

function groupCounts(common: readonly Emoji[]): string {
  // In the order in which a table has its classes.
  const order = distinct(emojiList().map(({ group }) => group)).sort();
  const groups = order.map((name) => ({ name, some: common.filter(({ group }) => group === name) })).filter(({ some }) => some.length > 0);
  const bases = SPLITS.map((split) => distinct(common.filter((one) => one.split === split).map(({ base }) => base)).length);
  const baseRow = ['bases', ...[...bases, distinct(common.map(({ base }) => base)).length].map(grouped)];
  return paddedTable(
    ['group', ...SPLIT_HEADS],
    [...groups.map(({ name, some }) => [name, ...inSplits(some)]), ['together', ...inSplits(common)], baseRow],
  );
}

function subgroupCounts(common: readonly Emoji[]): string {
  const names = distinct(common.map(({ group, subgroup }) => `${group}\n${subgroup}`)).sort();
  const rows = names.map((name) => {
    const [group = '', subgroup = ''] = name.split('\n');
    return [group, subgroup, ...inSplits(common.filter((one) => one.subgroup === subgroup && one.group === group))];
  });
  return paddedTable(['group', 'subgroup', ...SPLIT_HEADS], rows, 2);
}

function attributeCounts(common: readonly Emoji[]): string {
  const traits = distinct(['woman', 'man', ...common.flatMap((one) => one.traits)]);
  const order = [/^(wo)?man$/, /tone/, /hair/, /bald|beard/].flatMap((kind) => traits.filter((trait) => kind.test(trait)));
  const rows = order.map((trait) => [code(trait), ...inSplits(common.filter((one) => one.traits.some((has) => has === trait)))]);
  const faces = common.filter(isExpression);
  return paddedTable(['attribute', ...SPLIT_HEADS], [...rows, ['expressions (`isExpression`)', ...inSplits(faces)]]);
}

function styleCounts(): string {
  const names = new Map(emojiLicences().map(({ of, ...rest }) => [of, rest]));
  const rows = STYLES.map((style) => {
    const { packageName = '', licence = '' } = names.get(style) ?? {};
    return [code(`'${style}'`), code(packageName), licence.split(' (')[0] ?? '', grouped(commonEmoji([style]).length)];
  });
  const all = ['all four', '', '', grouped(commonEmoji(STYLES).length)];
  return paddedTable(['style', 'npm package', 'licence', 'emoji'], [...rows, all], 3);
}

/** Ways to hold out a fifth, with seed 7. */
const TASKS: readonly { readonly by: readonly EmojiFactor[]; readonly styles: readonly EmojiStyle[] }[] = [
  { by: ['gender', 'skinTone', 'hair'], styles: ['fluent'] },
  { by: ['base', 'gender', 'skinTone'], styles: ['twemoji'] },
  { by: ['base', 'gender', 'skinTone'], styles: ['fluent'] },
  { by: ['base', 'gender', 'skinTone', 'hair', 'style'], styles: ['twemoji', 'fluent'] },
];

function heldOutCounts(): string {
  const rows = TASKS.map(({ by, styles }) => {
    const { train, heldOut, combinations, total, hash } = holdOutCombinations({ by, styles, seed: 7 });
    const pictures = styles
      .flatMap((style) => commonEmoji(styles).map((one) => ({ one, style })))
      .filter(({ one }) => one.split === 'train');
    const count = (choice: typeof train): string => grouped(pictures.filter(({ one, style }) => choice(one, style)).length);
    const held = `${grouped(combinations.length)} of ${grouped(total)}`;
    return [by.map((factor) => code(factor)).join(' '), styles.join(', '), held, count(train), count(heldOut), code(hash.slice(0, 8))];
  });
  return paddedTable(['`by`', '`styles`', 'combinations held out', 'images to train', 'held out', 'hash'], rows, 2);
}

/** The tables of the page, by the names of their places in it. */
export function countTables(): Readonly<Record<string, string>> {
  const common = commonEmoji(STYLES);
  return {
    styles: styleCounts(),
    groups: groupCounts(common),
    attributes: attributeCounts(common),
    subgroups: subgroupCounts(common),
    'held out': heldOutCounts(),
  };
}

/** The page with its tables as they should be; each stands between `<!-- counts: groups -->` and `<!-- end -->`. */
export function withCounts(page: string): string {
  return Object.entries(countTables()).reduce((text, [name, table]) => {
    const [start, end] = [`<!-- counts: ${name} -->`, '<!-- end -->'];
    const from = text.indexOf(start);
    const to = text.indexOf(end, from);
    if (from === -1 || to === -1) throw new Error(`docs/emoji.md: expected a place for the table '${name}', ${start} … ${end}. Put it in.`);
    return `${text.slice(0, from + start.length)}\n\n${table}\n\n${text.slice(to)}`;
  }, page);
}
