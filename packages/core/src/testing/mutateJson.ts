import type { RandomStream } from '../contracts/randomStream';
import { below, pick } from './mutateBytes';

type Json = Record<string, unknown>;
/** A place in a JSON value: an entry of an object, or an item of a list. */
interface Slot {
  readonly holder: Json;
  readonly key: string;
}
/** Where a change is drawn from. */
export type Draw = Pick<RandomStream, 'next'>;

/** As text: several are no JSON, or are lost by `JSON.stringify`. */
const NUMBERS = ['0', '-0', '-1', '0.5', '1e300', '1e999', '-1e999', '2147483648', '1099511627776', '9007199254740991', '9007199254740993'];
const MORE_NUMBERS = ['9223372036854775808', '1e-320', 'NaN', 'Infinity', '0x10', '1'.repeat(2000)];
const VALUES = [
  'null',
  'true',
  '""',
  '"NaN"',
  '"F33"',
  '"U32"',
  '"constructor"',
  '"__proto__"',
  '[]',
  '{}',
  '[0]',
  '[0,0,0]',
  '{"toString":1}',
];
const LARGE_VALUES = [
  `"${'x'.repeat(5000)}"`,
  '"\\u001b[2J\\u009b\\u202e\\ud800"',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  `[${'0,'.repeat(2000)}0]`,
  `[${'1,'.repeat(300)}1]`,
];
const KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '__metadata__',
  '',
  'a/b',
  ', ',
  '\ud800',
  '\u001b[2J',
  'k'.repeat(5000),
];
const MARK = '@marked@';

function slotsOf(value: unknown): Slot[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Json;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...slotsOf(holder[key])]);
}

/** Plain assignment would set the prototype for `__proto__`. */
const define = (holder: Json, key: string, value: unknown): unknown =>
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });

/** Each changes the tree, and may return a text to stand where the tree has the mark. */
const CHANGES: Readonly<Record<string, (slot: Slot, others: readonly Slot[], random: Draw) => string>> = {
  jsonNumber: ({ holder, key }, _, random) => {
    define(holder, key, MARK);
    return pick(random, [...NUMBERS, ...MORE_NUMBERS]);
  },
  jsonValue: ({ holder, key }, _, random) => {
    define(holder, key, MARK);
    return pick(random, [...VALUES, ...LARGE_VALUES]);
  },
  jsonNudge: ({ holder, key }, others, random) => {
    const numbers = others.filter((one) => typeof one.holder[one.key] === 'number');
    const slot = numbers.length > 0 ? pick(random, numbers) : { holder, key };
    slot.holder[slot.key] = Number(slot.holder[slot.key]) + pick(random, [-8, -4, -1, 1, 4, 8]);
    return '';
  },
  jsonExchange: ({ holder, key }, others, random) => {
    const other = pick(random, others);
    [holder[key], other.holder[other.key]] = [structuredClone(other.holder[other.key]), structuredClone(holder[key])];
    return '';
  },
  jsonCopy: ({ holder, key }, others, random) => {
    const other = pick(random, others);
    holder[key] = structuredClone(other.holder[other.key]);
    return '';
  },
  jsonKeyTwice: ({ holder, key }) => {
    const value = JSON.stringify(holder[key]);
    define(holder, key, MARK);
    return Array.isArray(holder) ? `${value},${value}` : `${value},${JSON.stringify(key)}:${value}`;
  },
  jsonKey: ({ holder, key }, _, random) => {
    const value = holder[key];
    delete holder[key];
    define(holder, pick(random, KEYS), value);
    return '';
  },
  jsonNewKey: ({ holder, key }, _, random) => {
    define(holder, pick(random, KEYS), structuredClone(holder[key]));
    return '';
  },
  jsonRemoval: ({ holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
    return '';
  },
};

/**
 * A JSON text with one thing changed: a number made extreme or no number, a value of another kind, very large or deeply nested; two values exchanged
 * or one copied over another; a key that stands twice, or is one that objects inherit; an entry taken out. It may be JSON no longer.
 *
 * @example const { kind, json } = mutateJson('{"shape":[2,3],"offsets":[0,24]}', randomStream(7));
 */
export function mutateJson(json: string, random: Draw): { readonly kind: string; readonly json: string } {
  const tree: unknown = JSON.parse(json);
  const slots = slotsOf(tree);
  const [kind, change] = pick(random, Object.entries(CHANGES));
  const slot = slots[below(random, slots.length)];
  if (!slot) return { kind: 'jsonText', json: pick(random, [...NUMBERS, ...MORE_NUMBERS, ...VALUES, ...LARGE_VALUES]) };
  const text = change(slot, slots, random);
  return { kind, json: JSON.stringify(tree).replace(`"${MARK}"`, () => text) };
}
